import type { Sent } from './card.ts';
import type { FilesSaid } from './files.ts';
import type { LineEvent } from './line/port.ts';
import type { PeopleEvent } from './people/event.ts';

/** One message, as the turn hands it over. */
export interface Spoken extends FilesSaid {
  kind: 'message' | 'arrived' | 'event';
  text: string;
  attachments: number;
  /** What came from a card. */
  sent?: Sent | undefined;
  /** What staff did. */
  event?: PeopleEvent | undefined;
  /** What happened on the phone. */
  line?: LineEvent | undefined;
  at: Date;
  channel: string;
  /** As the channel names them; a second delivery has the same. */
  conversation: string;
  activityId: string;
  /** The channel shows means of its own to say whether an answer helped. */
  thumbs?: boolean | undefined;
  locale?: string | undefined;
  timeZone?: string | undefined;
  /** See `TurnContext`. */
  network?: string | undefined;
}
