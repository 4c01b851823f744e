/**
 * The Bot Framework's adapter without what a turn here never uses: no ConnectorClient and no UserTokenClient is built,
 * and replies go out over one set of kept connections. Loading the SDK takes half a second, so nothing that runs at
 * start imports this file.
 */
import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type InvokeResponse,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder';
import type { MicrosoftApp } from '../../config.ts';
import type { KeyedQueue } from '../../keyed-queue.ts';
import type { Authority } from './authority.ts';
import type { Bearer, Connector } from './connector.ts';
import type { Incoming } from './incoming.ts';

export type Identity = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>>;

/** Whether a token is a channel's. `unavailable`: the keys to tell by could not be fetched. */
export type Authentication =
  | { kind: 'authentic'; identity: Identity }
  | { kind: 'refused'; cause: unknown }
  | { kind: 'unavailable'; cause: unknown };

type Logic = (context: TurnContext) => Promise<void>;

export class DeskAdapter extends CloudAdapter {
  readonly #connector: Connector;
  readonly #outgoing: KeyedQueue;

  constructor(deps: {
    authentication: ConfigurationBotFrameworkAuthentication;
    connector: Connector;
    outgoing: KeyedQueue;
  }) {
    super(deps.authentication);
    this.#connector = deps.connector;
    this.#outgoing = deps.outgoing;
  }

  async authenticate(authorization: string, activity: Incoming): Promise<Authentication> {
    try {
      const identity = await this.botFrameworkAuthentication.authenticateRequest(asActivity(activity), authorization);
      return { kind: 'authentic', identity };
    } catch (cause) {
      return { kind: isOutage(cause) ? 'unavailable' : 'refused', cause };
    }
  }

  /** Runs `logic` for an activity whose sender is known; resolves to what the HTTP answer is to hold, if anything. */
  handle(identity: Identity, activity: Incoming, logic: Logic): Promise<InvokeResponse | undefined> {
    return this.processActivity(identity, asActivity(activity), logic);
  }

  protected override async processActivity(
    sender: string | Identity,
    activity: Activity,
    logic: Logic,
  ): Promise<InvokeResponse | undefined> {
    const identity =
      typeof sender === 'string' ? await this.botFrameworkAuthentication.authenticateRequest(activity, sender) : sender;
    if (identity.callerId) activity.callerId = identity.callerId;
    const context = new TurnContext(this, activity);
    context.turnState.set(this.BotIdentityKey, identity.claimsIdentity);
    context.turnState.set(this.OAuthScopeKey, identity.audience);
    await this.runMiddleware(context, logic);
    if (activity.deliveryMode === 'expectReplies') {
      return { status: 200, body: { activities: context.bufferedReplyActivities } };
    }
    return activity.type === 'invoke' ? { status: 501 } : undefined;
  }

  /** In order, also with what other turns of the same conversation send: theirs follows once this has gone out. */
  override sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const { channelId, conversation, serviceUrl } = context.activity;
    return this.#outgoing.run(`${channelId} ${conversation.id}`, async () => {
      const sent: ResourceResponse[] = [];
      for (const activity of activities) {
        const { replyToId } = activity;
        const id = await this.#connector.post({ serviceUrl, conversation: conversation.id, replyToId, activity });
        sent.push({ id: id ?? '' });
      }
      return sent;
    });
  }
}

/** The framework's own checks of a channel's token, against the keys of this authority. */
export function authentication(
  app: MicrosoftApp | undefined,
  authority: Authority,
): ConfigurationBotFrameworkAuthentication {
  // The SDK reads either all of these or its own constants.
  return new ConfigurationBotFrameworkAuthentication({
    ...settings(app),
    ValidateAuthority: authority.loginUrl.startsWith('https://login.microsoftonline.com/'),
    ToBotFromChannelTokenIssuer: authority.issuer,
    ToBotFromChannelOpenIdMetadataUrl: authority.openIdMetadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: authority.openIdMetadataUrl,
    ToChannelFromBotLoginUrl: authority.loginUrl,
    ToChannelFromBotOAuthScope: authority.scope,
    OAuthUrl: authority.oauthUrl,
    CallerId: authority.callerId,
  });
}

/** The bot's own token, from the framework's credentials, which keep it until shortly before it expires. */
export function tokenOf(app: MicrosoftApp, authority: Authority): Bearer {
  const factory = new ConfigurationServiceClientCredentialFactory(settings(app));
  const made = factory.createCredentials(app.id, authority.scope, authority.loginUrl, true);
  made.catch(() => undefined);
  return async fresh => {
    const credentials = await made;
    if (!('getToken' in credentials) || typeof credentials.getToken !== 'function') return undefined;
    return credentials.getToken(fresh);
  };
}

function settings(app: MicrosoftApp | undefined): Record<string, string> {
  return {
    ...(app && { MicrosoftAppId: app.id, MicrosoftAppType: app.type }),
    ...(app?.password && { MicrosoftAppPassword: app.password }),
    ...(app?.tenantId && { MicrosoftAppTenantId: app.tenantId }),
  };
}

/** The SDK types every member as present, which no channel keeps to; a turn uses only those that `Incoming` has checked. */
function asActivity(activity: Incoming): Activity {
  return activity as unknown as Activity;
}

function isOutage(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  return cause.name === 'FetchError' || ('statusCode' in cause && cause.statusCode === 500);
}
