/**
 * What there is to compare with: a bot that only says back what it heard, on the SDK's own adapter and with restify, as
 * the samples of the Bot Framework put them together. A process of its own.
 */
import { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import restify, { type Request, type Response } from 'restify';

const bot = new ActivityHandler();
bot.onMessage(async (context, next) => {
  await context.sendActivity(`Echo: ${context.activity.text}`);
  await next();
});
bot.onMembersAdded(async (context, next) => {
  await context.sendActivity('Hello and welcome!');
  await next();
});

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
adapter.onTurnError = async (_context, error) => {
  console.error(error);
};

const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (req: Request, res: Response) => {
  await adapter.process(req, res, context => bot.run(context));
});
server.listen(0, '127.0.0.1', () => {
  console.log(`echo bot (listening on http://127.0.0.1:${server.address().port})`);
});
process.on('SIGTERM', () => process.exit());
