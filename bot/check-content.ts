/** `npm run check-content`: reads a maker's content as the start does, and says what is wrong or what is there. */
import { env } from 'node:process';
import { loadProfile, ProfileError } from '../services/profile/profile.ts';
import { ConfigError, loadConfig } from './config.ts';

try {
  const { profileDir } = loadConfig(env);
  const { articles, families, troubleshooting, otherQuestions } = await loadProfile(profileDir);
  const questions = articles.reduce((sum, article) => sum + article.questions.length, 0);
  console.log(
    `${profileDir}: ${articles.length} articles with ${questions} example questions, ${otherQuestions.length} questions that none answers, ` +
      `${families.length} product families, ${troubleshooting.symptoms.length} symptoms. Nothing is wrong.`,
  );
} catch (error) {
  if (!(error instanceof ProfileError || error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
