/** What somebody of the staff sends along: fetched from Teams, taken by what is in it, and kept with the chat. */
import { z } from 'zod';
import type { Attachments, KeptFile } from '../../../../services/attachments/attachments.ts';
import type { Handoff } from '../../../../services/handoff/handoff.ts';
import { type Connector, DeliveryFailed } from '../../bot-framework/connector.ts';
import type { TeamsActivity } from '../activity.ts';
import type { At } from '../feature.ts';
import type { StaffTexts } from '../texts.ts';

/** Of one message. */
const MOST = 5;
const Shared = z.object({ downloadUrl: z.string() });

interface Sent {
  name: string;
  url: string;
}

export function sentIn({ attachments }: TeamsActivity): Sent[] {
  return (attachments ?? []).flatMap(({ contentType, contentUrl, content, name }): Sent[] => {
    if (contentType === 'application/vnd.microsoft.teams.file.download.info') {
      const url = Shared.safeParse(content).data?.downloadUrl;
      return url ? [{ name: name ?? 'file', url }] : [];
    }
    return contentType.startsWith('image/') && contentUrl ? [{ name: name ?? 'photo', url: contentUrl }] : [];
  });
}

/** `refused`: a line for each that does not go to the customer. */
export function createTakeFiles(deps: {
  connector: Pick<Connector, 'file'>;
  attachments: Pick<Attachments, 'keep' | 'attachTo'>;
  texts: StaffTexts;
}) {
  const { connector, attachments } = deps;
  const { talking } = deps.texts;

  return async (at: At, { channel, conversation, caseNumber }: Handoff) => {
    const files: KeptFile[] = [];
    const refused: string[] = [];
    for (const [index, { name, url }] of sentIn(at.activity).slice(0, MOST).entries()) {
      const bytes = await fetched(url, at);
      if (typeof bytes === 'string') {
        refused.push(bytes === 'lost' ? talking.fileLost(name) : talking.fileRefused({ name, why: bytes }));
        continue;
      }
      const of = { conversation: `${channel}:${conversation}`, requestKey: `${at.key}:${index}` };
      const kept = await attachments.keep({ ...of, name, bytes });
      if (kept.kind === 'kept') files.push(kept.file);
      else refused.push(kept.kind === 'busy' ? talking.fileLost(name) : talking.fileRefused(kept.file));
    }
    const ids = files.map(({ id }) => id);
    if (caseNumber && ids.length > 0) await attachments.attachTo(caseNumber, ids);
    return { files, refused };
  };

  async function fetched(url: string, { activity }: At): Promise<Uint8Array | 'lost' | 'too-large'> {
    try {
      return (await connector.file({ serviceUrl: activity.serviceUrl, url })) ?? 'too-large';
    } catch (error) {
      if (!(error instanceof DeliveryFailed)) throw error;
      return 'lost';
    }
  }
}
export type TakeFiles = ReturnType<typeof createTakeFiles>;
