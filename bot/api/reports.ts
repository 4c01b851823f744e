/** How often each article has helped, and how conversations went. */
import { z } from 'zod';
import type { Article } from '../../services/knowledge/article.ts';
import type { Feedback } from '../../services/knowledge/feedback.ts';
import { DAYS_KEPT, noCounts, type Ratings } from '../../services/ratings/ratings.ts';
import { json, problem, type Route, route } from './route.ts';

export interface ReportRoutesDependencies {
  articles: readonly Pick<Article, 'id' | 'title'>[];
  feedback: Pick<Feedback, 'of'>;
  ratings: Pick<Ratings, 'latest'>;
}

const NOT_DAYS = {
  status: 400,
  type: 'urn:caseline:days',
  title: 'Not a number of days',
  detail: `days is a number from 1 to ${DAYS_KEPT}.`,
};
/** Where nothing is said. */
const DAYS_TOLD = 30;

export function reportRoutes({ articles, feedback, ratings }: ReportRoutesDependencies): Route[] {
  return [
    route({
      method: 'get',
      path: '/articles',
      summary: 'How often each article has helped',
      gives: {
        status: 200,
        schema: z.object({
          articles: z.array(
            z.object({ id: z.string(), title: z.string(), helped: z.number().int(), unhelpful: z.number().int() }),
          ),
        }),
        what: 'the articles',
      },
      refuses: [],
      async run() {
        const counted = articles.map(async ({ id, title }) => ({ id, title, ...(await feedback.of(id)) }));
        return json(200, { articles: await Promise.all(counted) });
      },
    }),
    route({
      method: 'get',
      path: '/ratings',
      summary: 'How conversations went, by day',
      query: z.looseObject({ days: z.string().optional() }),
      gives: { status: 200, what: 'the scores of the last days, 30 where nothing is said, and of each' },
      refuses: [400],
      async run({ query }) {
        const days = Number(query.days ?? DAYS_TOLD);
        if (!Number.isInteger(days) || days < 1 || days > DAYS_KEPT) return problem(NOT_DAYS);
        const latest = await ratings.latest(days);
        const scores = latest.reduce((sum, { scores: of }) => {
          return { 1: sum[1] + of[1], 2: sum[2] + of[2], 3: sum[3] + of[3], 4: sum[4] + of[4], 5: sum[5] + of[5] };
        }, noCounts());
        return json(200, { scores, days: latest });
      },
    }),
  ];
}
