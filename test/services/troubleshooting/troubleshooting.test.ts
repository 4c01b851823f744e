import assert from 'node:assert/strict';
import { Kind } from '../../../services/catalog/product.ts';
import type { TroubleshootingContent } from '../../../services/troubleshooting/content.ts';
import { createTroubleshooting, type Troubleshooting } from '../../../services/troubleshooting/troubleshooting.ts';
import { shippedProfile } from '../profile/shipped.ts';

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  'no-video':
    'screen is black|no video at all|nothing on the monitor|no signal on channel 4|we see no image|it went dark|dvr shows video loss on all channels|unit has no picture|i cannot see anything',
  'no-power':
    "it's dead|doesn't turn on|keeps rebooting|power supply blew|smoke came out|it died last Tuesday|won't boot|no lights|it got struck by lightning|reboots every hour by itself",
  'no-ptz':
    "wont move|won't pan or tilt|ptz not responding|zoom stuck|drifts by itself|the pan is not working|it spins around nonstop|keyboard joystick does nothing|it stopped tilting",
  picture:
    'the picture is blury|image too dark at night|out of focus|lines across the picture|image flickers|purple picture|won’t focus|stuck in night mode|freezes|poor image quality',
  'no-network':
    "camera offline since monday|can't ping it|lost connection to the network|web page does not open|does not respond|camera doesn't show up on the network|IP address conflict",
  'no-recording':
    'hard drive failed|not recording|stopped recording last week|raid degraded|it does not record anymore|no playback|lost footage',
  moisture:
    'fogged up|the thing is foged up|there is water inside the dome|condensation in the bubble|The heater failed on January 5th.|it leaks',
  noise:
    "grinding|grinidng|loud fan noise|clicking noise from the disk|it won't stop buzzing|makes a weird sound|motor makes grinding noise when panning",
};

describe('troubleshooting before a return (R7)', () => {
  let content: TroubleshootingContent;
  let troubleshooting: Troubleshooting;
  before(async () => {
    content = (await shippedProfile()).troubleshooting;
    troubleshooting = createTroubleshooting(content);
  });

  for (const [symptom, descriptions] of Object.entries(DESCRIPTIONS)) {
    describe(`knows ${symptom} in the customer's own words`, () => {
      for (const description of descriptions.split('|')) {
        it(JSON.stringify(description), () => assert.equal(troubleshooting.symptom(description), symptom));
      }
    });
  }

  it('is not misled by what is denied', () => {
    assert.equal(troubleshooting.symptom('no grinding, but the picture is fuzzy'), 'picture');
    assert.equal(troubleshooting.symptom('video is fine but it wont pan'), 'no-ptz');
    assert.equal(troubleshooting.symptom('there is no moisture inside'), undefined);
    assert.equal(troubleshooting.symptom('not noisy, just no video'), 'no-video');
  });

  it('claims no symptom where none is told', () => {
    for (const vague of ['', 'it is broken', 'not working', 'hello', 'Dear support team', 'cracked bubble', '???']) {
      assert.equal(troubleshooting.symptom(vague), undefined, vague);
    }
  });

  it('gives general advice where it knows no symptom', () => {
    assert.equal(troubleshooting.steps('it is broken', 'camera').title, content.fallback.title);
  });

  it('gives three to five steps for every symptom and kind of product', () => {
    for (const [symptom, descriptions] of Object.entries(DESCRIPTIONS)) {
      for (const kind of Kind.options) {
        const { steps } = troubleshooting.steps(descriptions.split('|')[0] ?? '', kind);
        assert.ok(steps.length >= 3 && steps.length <= 5, `${symptom} ${kind}: ${steps.length}`);
      }
    }
  });

  it('gives other steps to another kind of product', () => {
    const steps = (kind: Kind) => troubleshooting.steps('no picture', kind).steps.join(' ');
    assert.match(steps('monitor'), /standby/);
    assert.match(steps('recorder'), /all channels/);
    assert.notEqual(steps('dome'), steps('recorder'));
  });

  it('says to export video before anything is done about a disk (R14)', () => {
    assert.match(troubleshooting.steps('disk failed', 'recorder').steps[0] ?? '', /Export any video/);
  });

  it('reads the longest description there may be', () => {
    for (const hostile of ['not ', 'picture black ', 'focas ', 'a', '. ', "won't stop "]) {
      assert.doesNotThrow(() => troubleshooting.symptom(hostile.repeat(20_000)));
    }
  });
});
