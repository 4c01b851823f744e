import assert from 'node:assert/strict';
import { CARRIERS, carrierNamed, carrierOf, trackingLink } from '../../../services/returns/carriers.ts';

describe('carriers', () => {
  const link = (carrier: string, tracking: string) => trackingLink({ carrier, tracking });

  it('are known by any way of writing their names, and by what else they are called', () => {
    for (const name of ['UPS', 'ups', 'U.P.S.', 'United Parcel Service', ' united  parcel service ']) {
      assert.equal(carrierNamed(name)?.name, 'UPS', name);
    }
    assert.equal(carrierNamed('canada-post')?.name, 'Canada Post');
    assert.equal(carrierNamed('DHL express')?.name, 'DHL');
    assert.equal(carrierNamed('Bob and his van'), undefined);
    assert.equal(carrierNamed(''), undefined);
  });

  it('have names that lead to one of them each', () => {
    const names = CARRIERS.flatMap(({ name, aliases }) => [name, ...aliases]).map(name => name.toLowerCase());
    assert.equal(new Set(names).size, names.length);
    for (const { name, page } of CARRIERS) {
      if (page === undefined) continue;
      assert.equal(new URL(page.replace('{}', '1')).protocol, 'https:', name);
      assert.equal(page.split('{}').length, 2, name);
    }
  });

  it('link to the parcel, without the groups in which its number is printed', () => {
    assert.equal(link('ups', '1Z 999 AA1 01 2345 6784'), 'https://www.ups.com/track?tracknum=1Z999AA10123456784');
    assert.equal(link('FedEx', '7777 0000 1234'), 'https://www.fedex.com/fedextrack/?trknbr=777700001234');
  });

  it('get numbers that can add nothing to the address', () => {
    const made = new URL(link('FedEx', '12&x=1#y/../?$&$1"><b>') ?? '');
    assert.deepEqual([...made.searchParams.keys()], ['trknbr']);
    assert.equal(made.hash, '');
    assert.equal(made.hostname, 'www.fedex.com');
  });

  it('are told from a number only where its form and check digit leave no doubt', () => {
    assert.equal(carrierOf('1Z999AA10123456784')?.name, 'UPS');
    assert.equal(carrierOf('1Z999AA10123456785'), undefined);
    assert.equal(carrierOf('RR473124829CA')?.name, 'Canada Post');
    assert.equal(carrierOf('RB123456785GB')?.name, 'Royal Mail');
    assert.equal(carrierOf('RB123456785US')?.name, 'USPS');
    assert.equal(carrierOf('RB123456784GB'), undefined);
    assert.equal(carrierOf('9400111201080805483016')?.name, 'USPS');
    assert.equal(carrierOf('9400111201080805483017'), undefined);
    assert.equal(carrierOf('123456789012'), undefined);
  });

  it('have no link where neither name nor number is known', () => {
    assert.equal(link('Bob and his van', 'X-12345'), undefined);
    assert.ok(link('our own courier', '1Z999AA10123456784')?.startsWith('https://www.ups.com/'));
  });
});
