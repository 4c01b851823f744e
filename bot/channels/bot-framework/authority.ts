/** Who signs what channels send to the bot, and where the bot gets the token it answers with. */
export interface Authority {
  /** Of the tokens that channels send. */
  issuer: string;
  /** OpenID metadata with the keys of those tokens. */
  openIdMetadataUrl: string;
  /** Where the bot's own tokens come from, and what they are for. */
  loginUrl: string;
  scope: string;
  oauthUrl: string;
  callerId: string;
  /** Whether replies may be sent there. */
  allowsServiceUrl(url: URL): boolean;
}

/** Public Azure. The address to reply to is inside the signed token, so any may be used that keeps the bot's own token secret. */
export const AZURE: Authority = {
  issuer: 'https://api.botframework.com',
  openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  loginUrl: 'https://login.microsoftonline.com/botframework.com',
  scope: 'https://api.botframework.com',
  oauthUrl: 'https://api.botframework.com',
  callerId: 'urn:botframework:azure',
  allowsServiceUrl: url => url.protocol === 'https:',
};
