/** TwiML as an engine reads it: held against the schema, and its speech against what SSML is. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { XmlDocument, type XmlElement, XsdValidator } from 'libxml2-wasm';

const SCHEMA = XsdValidator.fromDoc(XmlDocument.fromString(readFileSync('test/bot/channels/voice/twiml.xsd', 'utf8')));
const ssml = createRequire(import.meta.url)('@caspingus/ssml-check-core') as {
  check(text: string, options: { platform: string }): Promise<unknown[] | undefined>;
};

export interface Verb {
  name: string;
  attributes: Record<string, string>;
  text: string;
  /** Of `Say`: what is inside of it, as SSML. */
  ssml?: string;
  children: Verb[];
}

/** @throws where it is not valid; resolves to the verbs. */
export async function readDocument(text: string): Promise<Verb[]> {
  const document = XmlDocument.fromString(text);
  try {
    SCHEMA.validate(document);
    const says = document.root.find('//Say') as XmlElement[];
    for (const say of says) {
      const inner = inside(say);
      const faults = await ssml.check(`<speak>${inner}</speak>`, { platform: 'amazon' });
      assert.equal(faults, undefined, `${JSON.stringify(faults)} in ${inner}`);
    }
    return verbsOf(document.root);
  } finally {
    document.dispose();
  }
}

function verbsOf(element: XmlElement): Verb[] {
  return (element.find('./*') as XmlElement[]).map(child => ({
    name: child.name,
    attributes: Object.fromEntries(child.attrs.map(({ name, content }) => [name, content])),
    text: child.name === 'Say' ? spokenIn(child.toString()) : child.content,
    ...(child.name === 'Say' && { ssml: inside(child) }),
    children: verbsOf(child),
  }));
}

const inside = (say: XmlElement) => say.toString().replace(/^<Say[^>]*>|<\/Say>$/g, '');

function spokenIn(say: string): string {
  return say
    .replace(/<[^>]+>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
}

/** Everything that is said in it, as it would be written. */
export function heardIn(verbs: readonly Verb[]): string {
  return verbs
    .flatMap(verb => (verb.name === 'Say' ? [verb.text] : [heardIn(verb.children)]))
    .filter(Boolean)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}
