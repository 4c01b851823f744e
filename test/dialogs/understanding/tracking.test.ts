import assert from 'node:assert/strict';
import { readTracking, type TrackingReading } from '../../../dialogs/understanding/tracking.ts';

describe('a parcel in people’s words', () => {
  const cases: readonly (readonly [said: string, read: TrackingReading])[] = [
    ['I sent it with UPS 1Z999AA10123456784', { carrier: 'UPS', tracking: '1Z999AA10123456784' }],
    ['1z 999 aa1 01 2345 6784', { carrier: 'UPS', tracking: '1Z999AA10123456784' }],
    ['fed ex 7489 1234 5678', { carrier: 'FedEx', tracking: '748912345678' }],
    ['FedEx, tracking number is 748912345678 thanks', { carrier: 'FedEx', tracking: '748912345678' }],
    ['9400 1000 0000 0000 0000 00', { carrier: 'USPS', tracking: '9400100000000000000000' }],
    ['royal mail RB123456785GB', { carrier: 'Royal Mail', tracking: 'RB123456785GB' }],
    ['tracking: JD014600003SE', { tracking: 'JD014600003SE' }],
    ['DHL, waybill 1234567890', { carrier: 'DHL', tracking: '1234567890' }],
    ['by dhl', { carrier: 'DHL' }],
    ['it is on its way', {}],
    ['tracking number please', {}],
    ['the ups has no power', { carrier: 'UPS' }],
  ];
  for (const [said, read] of cases)
    it(`is ${JSON.stringify(read)} in "${said}"`, () => assert.deepEqual(readTracking(said), read));

  it('takes none of our own numbers for one', () => {
    assert.deepEqual(readTracking('I shipped RMA 7123-4567-85 with UPS'), { carrier: 'UPS' });
    assert.deepEqual(readTracking('tracking for 7123456785'), {});
  });

  it('takes no longer than the text is', () => {
    readTracking('1 '.repeat(5_000));
    readTracking('tracking number number number is '.repeat(500));
    readTracking(`tracking ${'1-'.repeat(5_000)}`);
  });
});
