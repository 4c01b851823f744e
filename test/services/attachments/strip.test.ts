import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import { kindOf } from '../../../services/attachments/kind.ts';
import { readOrientation } from '../../../services/attachments/orientation.ts';
import { MOST_BYTES, type Stripped, strip } from '../../../services/attachments/strip.ts';
import {
  exif,
  jpegWith,
  PICTURES,
  photo,
  pngChunk,
  pngWith,
  segment,
  webp,
  webpChunk,
  webpHeader,
  webpPicture,
} from './samples.ts';

async function clean(bytes: Uint8Array): Promise<Buffer> {
  const outcome = await strip(bytes);
  assert.ok(outcome.kind === 'clean', `refused: ${outcome.kind === 'refused' && outcome.why}`);
  const kept = Buffer.from(outcome.bytes);
  assert.doesNotMatch(kept.toString('latin1'), /SECRET/);
  return kept;
}

async function why(bytes: Uint8Array): Promise<string | undefined> {
  const outcome = await strip(bytes);
  return outcome.kind === 'refused' ? outcome.why : undefined;
}

const TAIL = Buffer.from('PK\x03\x04<script>SECRET</script>');

describe('what may be attached', () => {
  it('is told by what is in it', () => {
    assert.equal(kindOf(PICTURES.jpeg), 'image/jpeg');
    assert.equal(kindOf(PICTURES.png), 'image/png');
    assert.equal(kindOf(PICTURES.webp), 'image/webp');
    assert.equal(kindOf(PICTURES.heic), 'image/heic');
    assert.equal(kindOf(Buffer.from('%PDF-1.7\n')), 'application/pdf');
  });

  for (const [what, bytes] of Object.entries({
    'a page': '<html><script>alert(1)</script>',
    'a drawing': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'a GIF': 'GIF89a\x01\x00\x01\x00',
    'a ZIP': 'PK\x03\x04\x14\x00',
    'a program': 'MZ\x90\x00',
    'a TIFF': 'II*\x00\x08\x00\x00\x00',
    'a sound': 'RIFF\x24\x00\x00\x00WAVEfmt ',
    'an AVIF': '\x00\x00\x00\x18ftypavif\x00\x00\x00\x00mif1avif',
    'a film': '\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom',
    'a PDF behind something else': 'From: me\r\n\r\n%PDF-1.7',
    text: 'it is broken',
  })) {
    it(`is not ${what}`, async () => {
      assert.equal(await why(Buffer.from(bytes, 'latin1')), 'kind');
    });
  }

  it('is neither empty nor larger than 10 MB', async () => {
    assert.equal(await why(new Uint8Array()), 'empty');
    const large = Buffer.alloc(MOST_BYTES + 1);
    PICTURES.jpeg.copy(large);
    assert.equal(await why(large), 'too-large');
    assert.equal(await why(Buffer.concat([PICTURES.jpeg, Buffer.alloc(MOST_BYTES - PICTURES.jpeg.length)])), undefined);
  });
});

describe('a JPEG', () => {
  it('keeps the picture byte for byte, and nothing of what the camera and programs wrote around it', async () => {
    assert.deepEqual(await clean(PICTURES.jpeg), PICTURES.jpeg);
    assert.deepEqual(await clean(PICTURES.progressive), PICTURES.progressive);
    assert.deepEqual(await clean(photo(1)), PICTURES.jpeg);
  });

  for (const order of ['II', 'MM'] as const) {
    it(`keeps which side is up, and no more of EXIF (${order})`, async () => {
      const kept = await clean(jpegWith(segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif(6, order)]))));
      const at = kept.indexOf('Exif\0\0');
      assert.equal(kept.length - PICTURES.jpeg.length, 36);
      assert.equal(readOrientation(kept.subarray(at + 6, at + 32)), 6);
    });
  }

  it('takes a side that there is not for upright', async () => {
    for (const side of [0, 1, 9, 65_535]) assert.deepEqual(await clean(photo(side)), PICTURES.jpeg);
  });

  it('keeps its colours: the ICC profile and how Adobe coded it', async () => {
    const icc = segment(0xe2, 'ICC_PROFILE\0\x01\x01colours');
    const adobe = segment(0xee, 'Adobe\0d\0\0\0\0\x01');
    assert.deepEqual(await clean(jpegWith(icc, adobe, segment(0xe2, 'FPXR\0SECRET'))), jpegWith(icc, adobe));
  });

  it('loses the thumbnail in its header, and a second header', async () => {
    const header = segment(0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01SECRET');
    const withThumbnail = Buffer.concat([
      PICTURES.jpeg.subarray(0, 2),
      header,
      segment(0xe0, 'JFXX\0SECRET'),
      PICTURES.jpeg.subarray(20),
    ]);
    assert.deepEqual(await clean(withThumbnail), PICTURES.jpeg);
  });

  it('ends where the picture ends', async () => {
    assert.deepEqual(await clean(Buffer.concat([PICTURES.jpeg, TAIL])), PICTURES.jpeg);
  });

  it('is damaged where it stops too early, has no picture, or is cut into countless parts', async () => {
    for (const length of [3, 4, 20, 100, PICTURES.jpeg.length - 2]) {
      assert.equal(await why(PICTURES.jpeg.subarray(0, length)), 'damaged', `${length} bytes`);
    }
    assert.equal(await why(Buffer.from([0xff, 0xd8, 0xff, 0xd9])), 'damaged');
    assert.equal(
      await why(Buffer.concat([PICTURES.jpeg.subarray(0, 2), segment(0xfe, 'x'), Buffer.from([0xff, 0xd9])])),
      'damaged',
    );
    const countless = Array.from({ length: 100_000 }, () => segment(0xdd, ''));
    assert.equal(await why(jpegWith(...countless)), 'damaged');
    assert.equal(await why(jpegWith(Buffer.from([0xff, 0xe1, 0, 1]))), 'damaged');
  });
});

describe('a PNG', () => {
  const telling = [
    pngChunk('tEXt', 'Author\0SECRET'),
    pngChunk('zTXt', 'Comment\0\0SECRET'),
    pngChunk('iTXt', 'XML:com.adobe.xmp\0\0\0\0\0SECRET'),
    pngChunk('eXIf', exif(6)),
    pngChunk('tIME', 'SECRET!'),
    pngChunk('caBX', 'SECRET'),
  ];

  it('keeps the picture byte for byte, and no words, dates or unknown parts', async () => {
    assert.deepEqual(await clean(pngWith(...telling)), PICTURES.png);
  });

  it('keeps its colours and its size', async () => {
    const colours = [
      pngChunk('gAMA', '\0\0\xb1\x8f'),
      pngChunk('iCCP', 'p\0\0x'),
      pngChunk('pHYs', '\0\0\0\x01\0\0\0\x01\x01'),
    ];
    assert.deepEqual(await clean(pngWith(...colours)), pngWith(...colours));
  });

  it('ends where the picture ends', async () => {
    assert.deepEqual(await clean(Buffer.concat([PICTURES.png, TAIL])), PICTURES.png);
  });

  it('is damaged where it stops too early, lies about a length or a checksum, or holds what nobody knows', async () => {
    for (const length of [8, 12, 33, 60, PICTURES.png.length - 1]) {
      assert.equal(await why(PICTURES.png.subarray(0, length)), 'damaged', `${length} bytes`);
    }
    const long = Buffer.from(PICTURES.png);
    long.writeUInt32BE(0xffffffff, 33);
    assert.equal(await why(long), 'damaged');
    const changed = Buffer.from(PICTURES.png);
    changed[20] = 99;
    assert.equal(await why(changed), 'damaged');
    assert.equal(await why(pngWith(pngChunk('EVIL', 'x'))), 'damaged');
    const countless = Array.from({ length: 50_000 }, () => pngChunk('bKGD', ''));
    assert.equal(await why(pngWith(...countless)), 'damaged');
  });
});

describe('a WebP', () => {
  it('keeps the picture byte for byte', async () => {
    for (const name of ['webp', 'lossless', 'animated'] as const) {
      assert.deepEqual(await clean(PICTURES[name]), PICTURES[name], name);
    }
  });

  it('loses EXIF, XMP and unknown parts, and says so in its header', async () => {
    const kept = await clean(
      webp(
        webpHeader(),
        webpChunk('ICCP', 'colours'),
        webpPicture,
        webpChunk('EXIF', exif(6)),
        webpChunk('XMP ', 'SECRET'),
        webpChunk('ABCD', 'SECRET'),
      ),
    );
    const header = webpHeader();
    header[8] = 0x20;
    assert.deepEqual(kept, webp(header, webpChunk('ICCP', 'colours'), webpPicture));
  });

  it('loses what is hidden in the frames of an animation', async () => {
    const frame = webpChunk('ANMF', Buffer.concat([Buffer.alloc(16), webpChunk('EVIL', 'SECRET'), webpPicture]));
    const kept = await clean(webp(webpHeader(), webpChunk('ANIM', '\0\0\0\0\0\0'), frame));
    assert.ok(kept.includes(webpPicture));
  });

  it('ends where the picture ends', async () => {
    assert.deepEqual(await clean(Buffer.concat([PICTURES.webp, TAIL])), PICTURES.webp);
  });

  it('is damaged where it stops too early, lies about a length, has no picture, or is cut into countless parts', async () => {
    for (const length of [12, 16, 20, 40, PICTURES.webp.length - 1]) {
      assert.equal(await why(PICTURES.webp.subarray(0, length)), 'damaged', `${length} bytes`);
    }
    const long = Buffer.from(PICTURES.webp);
    long.writeUInt32LE(0xffffffff, 16);
    assert.equal(await why(long), 'damaged');
    assert.equal(await why(webp(webpHeader(), webpChunk('EXIF', exif(1)))), 'damaged');
    assert.equal(
      await why(webp(webpPicture, ...Array.from({ length: 50_000 }, () => webpChunk('ABCD', '')))),
      'damaged',
    );
    const crowded = Buffer.concat([Buffer.alloc(16), webpPicture, ...Array(5_000).fill(webpChunk('ALPH', ''))]);
    const frames = (count: number) => webp(webpHeader(), ...Array<Buffer>(count).fill(webpChunk('ANMF', crowded)));
    assert.equal(await why(frames(3)), undefined);
    assert.equal(await why(frames(4)), 'damaged');
  });
});

describe('a HEIC', () => {
  /** Where a box or a word stands. */
  const at = (word: string) => PICTURES.heic.indexOf(word);

  it('keeps the picture where it is, and has zeros where EXIF and XMP were', async () => {
    const kept = await clean(PICTURES.heic);
    assert.equal(kept.length, PICTURES.heic.length);
    assert.ok(!kept.includes('xmpmeta') && !kept.includes('Exif'));
    const begins = at('mdat') + 4;
    const picture = PICTURES.heic.subarray(begins, PICTURES.heic.indexOf('Exif\0\0', begins) - 4);
    assert.ok(picture.length > 10);
    assert.deepEqual(kept.subarray(begins, begins + picture.length), picture);
  });

  it('loses bytes that no picture uses, boxes that nobody needs, and what follows', async () => {
    const box = (type: string, content: string) => {
      const bytes = Buffer.from(`\0\0\0\0${type}${content}`, 'latin1');
      bytes.writeUInt32BE(bytes.length);
      return bytes;
    };
    await clean(Buffer.concat([PICTURES.heic, box('uuid', 'SECRET'), box('mdat', 'SECRET'), box('ABCD', 'SECRET')]));
    const kept = await clean(Buffer.concat([PICTURES.heic, TAIL]));
    assert.equal(kept.length, PICTURES.heic.length);
  });

  it('is damaged where it stops too early', async () => {
    for (const length of [16, at('meta'), at('iloc') + 8, at('mdat') - 4, at('mdat') + 4, PICTURES.heic.length - 90]) {
      assert.equal(await why(PICTURES.heic.subarray(0, length)), 'damaged', `${length} bytes`);
    }
  });

  it('is damaged where its sizes, counts and places cannot be', async () => {
    const places = at('iloc') + 8;
    for (const [offset, value] of [
      [at('meta') - 4, 0xffffffff],
      [at('meta') - 4, 7],
      [at('iinf') - 4, 0xfffffff0],
      [places, 0x4444ffff],
      [places, 0x3344ffff],
      [places + 6, 0xffffffff],
    ] as const) {
      const broken = Buffer.from(PICTURES.heic);
      broken.writeUInt32BE(value, offset);
      const outcome = await strip(broken);
      assert.notEqual(outcome.kind === 'clean' && Buffer.from(outcome.bytes).includes('SECRET'), true, `${offset}`);
    }
  });
});

describe('a PDF', function () {
  this.timeout(60_000);

  async function paper(
    change: (document: PDFDocument) => void | Promise<void> = () => {},
    options = {},
  ): Promise<Uint8Array> {
    const document = await PDFDocument.create();
    document.addPage([200, 100]).drawText('Invoice 4711');
    await change(document);
    return document.save(options);
  }
  const reopened = async (bytes: Uint8Array) => PDFDocument.load(await clean(bytes), { updateMetadata: false });

  it('keeps its pages, and nothing about who wrote it with what', async () => {
    const document = await reopened(
      await paper(one => {
        one.setTitle('SECRET');
        one.setAuthor('SECRET');
        one.catalog.set(
          PDFName.of('Metadata'),
          one.context.register(one.context.stream('<x:xmpmeta>SECRET</x:xmpmeta>')),
        );
      }),
    );
    assert.equal(document.getPageCount(), 1);
    assert.equal(document.getTitle(), undefined);
    assert.equal(document.catalog.has(PDFName.of('Metadata')), false);
  });

  it('loses programs, what happens by itself, and files inside', async () => {
    const bytes = await paper(
      async one => {
        one.addJavaScript('begin', 'app.alert("SECRET")');
        const action = one.context.obj({ S: 'Launch', F: PDFString.of('SECRET.exe') });
        one.catalog.set(PDFName.of('OpenAction'), one.context.register(action));
        const link = one.context.obj({
          Type: 'Annot',
          Subtype: 'Link',
          Rect: [0, 0, 9, 9],
          A: { S: 'JavaScript', JS: PDFString.of('SECRET') },
        });
        const clip = one.context.obj({
          Type: 'Annot',
          Subtype: 'FileAttachment',
          Rect: [0, 0, 9, 9],
          Contents: PDFString.of('SECRET'),
        });
        one
          .getPage(0)
          .node.set(PDFName.of('Annots'), one.context.obj([one.context.register(link), one.context.register(clip)]));
        await one.attach(Buffer.from('SECRET'), 'SECRET.txt');
      },
      { useObjectStreams: false },
    );
    assert.match(Buffer.from(bytes).toString('latin1'), /OpenAction/);
    const kept = await reopened(bytes);
    const text = Buffer.from(await kept.save({ useObjectStreams: false })).toString('latin1');
    assert.doesNotMatch(text, /OpenAction|JavaScript|Launch|EmbeddedFile|FileAttachment|SECRET/);
    assert.match(text, /Subtype \/Link/);
  });

  it('loses what an earlier version of it said, and what belongs to no page', async () => {
    await clean(await paper(one => void one.context.register(PDFString.of('SECRET')), { useObjectStreams: false }));
  });

  it('loses what the camera wrote into a photo on a page', async () => {
    const bytes = await paper(async one => void one.getPage(0).drawImage(await one.embedJpg(photo(1))), {
      useObjectStreams: false,
    });
    assert.match(Buffer.from(bytes).toString('latin1'), /SECRET-CAMERA/);
    assert.ok((await clean(bytes)).includes(PICTURES.jpeg));
  });

  it('is refused where it is locked', async () => {
    const locked = await PDFDocument.load(await paper());
    locked.encrypt({ userPassword: 'p', ownerPassword: 'o' });
    assert.equal(await why(await locked.save()), 'encrypted');
  });

  it('is refused where it is damaged, empty, or nothing but a beginning', async () => {
    const bytes = await paper(undefined, { useObjectStreams: false });
    for (const broken of [
      bytes.subarray(0, 9),
      bytes.subarray(0, bytes.length / 3),
      Buffer.from(`%PDF-1.7\n${'<<'.repeat(50_000)}`),
    ]) {
      assert.equal(await why(broken), 'damaged');
    }
  });
});

describe('a file made to be a burden', function () {
  this.timeout(60_000);

  it('is refused where a little unpacks to very much, before it fills the memory', async () => {
    const packed = deflateSync(Buffer.alloc(500 * 1024 * 1024, ' '));
    const head = `%PDF-1.7\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`;
    const tail = '\nendstream\nendobj\ntrailer<</Root 2 0 R>>\n%%EOF';
    const before = process.memoryUsage().rss;
    assert.equal(await why(Buffer.concat([Buffer.from(head), packed, Buffer.from(tail)])), 'damaged');
    assert.ok(process.memoryUsage().rss - before < 400 * 1024 * 1024);
  });

  it('is given up where it never ends', async () => {
    assert.equal(await why(Buffer.from(`%PDF-1.7\n1 0 obj\n${'['.repeat(5_000_000)}`)), 'damaged');
  });

  it('is refused where a HEIC nests or repeats its boxes without end', async () => {
    const box = (type: string, ...content: Buffer[]) => {
      const bytes = Buffer.concat([Buffer.from(`\0\0\0\0${type}`, 'latin1'), ...content]);
      bytes.writeUInt32BE(bytes.length);
      return bytes;
    };
    const depth = 100_000;
    const nested = Buffer.concat(
      Array.from({ length: depth }, (_, level) => {
        const head = Buffer.from('\0\0\0\0trak', 'latin1');
        head.writeUInt32BE(8 * (depth - level));
        return head;
      }),
    );
    assert.equal(await why(Buffer.concat([PICTURES.heic, box('moov', nested)])), undefined);
    const many = Array.from({ length: 15_000 }, () => box('mdat'));
    assert.equal(await why(Buffer.concat([PICTURES.heic, ...many])), 'damaged');
  });

  it('is erased once where its EXIF is said to be in the same place thousands of times', async () => {
    const file = filmed(100_000, 19_990);
    const filled = await bytesFilled(async () => {
      assert.match((await clean(file)).toString('latin1'), /mdatshown\0{100000}$/);
    });
    assert.ok(filled <= file.length, `${filled} bytes were written for a file of ${file.length}`);
  });
});

/** A HEIC with a film beside the picture, and EXIF that its index finds in the same long place over and over. */
function filmed(length: number, times: number): Buffer {
  const numbers = (...all: [value: number, size: 2 | 4][]) =>
    Buffer.concat(all.map(([value, size]) => Buffer.from(value.toString(16).padStart(size * 2, '0'), 'hex')));
  const box = (type: string, ...content: (Buffer | string)[]) => {
    const body = Buffer.concat(content.map(part => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));
    return Buffer.concat([numbers([body.length + 8, 4]), Buffer.from(type), body]);
  };
  const item = (id: number, kind: string) => box('infe', numbers([0x02000000, 4], [id, 2], [0, 2]), `${kind}\0`);
  const before = (picture: number) => {
    const place = (from: number, size: number) => numbers([from, 4], [size, 4]);
    const exifs = Buffer.concat(Array.from({ length: times }, () => place(picture + 5, length)));
    const head = numbers([0, 4], [0x4400, 2], [2, 2]);
    const items = [numbers([1, 2], [0, 2], [1, 2]), place(picture, 5), numbers([2, 2], [0, 2], [times, 2]), exifs];
    const kinds = box('iinf', numbers([0, 4], [2, 2]), item(1, 'hvc1'), item(2, 'Exif'));
    return Buffer.concat([
      box('ftyp', 'heic\0\0\0\0mif1heic'),
      box('meta', numbers([0, 4]), kinds, box('iloc', head, ...items)),
      box('moov'),
    ]);
  };
  const picture = before(0).length + 8;
  return Buffer.concat([before(picture), box('mdat', 'shown', Buffer.alloc(length, 'SECRET'))]);
}

async function bytesFilled(work: () => Promise<void>): Promise<number> {
  const { fill } = Buffer.prototype;
  let filled = 0;
  Buffer.prototype.fill = function (this: Buffer, ...args: Parameters<typeof fill>) {
    const [, from = 0, to = this.length] = args;
    filled += Number(to) - Number(from);
    return fill.apply(this, args);
  } as typeof fill;
  try {
    await work();
  } finally {
    Buffer.prototype.fill = fill;
  }
  return filled;
}

describe('whatever is sent', () => {
  const sound = (outcome: Stripped) =>
    outcome.kind === 'refused' ||
    (outcome.bytes.length > 0 && outcome.bytes.length <= MOST_BYTES && kindOf(outcome.bytes) === outcome.type);
  const images = Object.entries({
    ...PICTURES,
    photo: photo(),
    extended: webp(webpHeader(), webpPicture, webpChunk('EXIF', exif(6))),
  });

  for (const [name, picture] of images) {
    it(`is refused or kept, and never fails: ${name} with bytes changed, cut and added`, async () => {
      const changes = fc.array(fc.tuple(fc.nat(picture.length - 1), fc.nat(255)), { maxLength: 12 });
      await fc.assert(
        fc.asyncProperty(
          changes,
          fc.nat(picture.length),
          fc.uint8Array({ maxLength: 40 }),
          async (changed, cut, tail) => {
            const bytes = Buffer.from(picture);
            for (const [at, value] of changed) bytes[at] = value;
            const outcome = await strip(Buffer.concat([bytes.subarray(0, cut > 30 ? cut : undefined), tail]));
            assert.ok(sound(outcome));
            // What is clean stays as it is.
            if (outcome.kind === 'clean') {
              const again = await strip(outcome.bytes);
              assert.ok(again.kind === 'clean' && Buffer.from(again.bytes).equals(outcome.bytes));
            }
          },
        ),
        { numRuns: 300 },
      );
    });
  }

  it('is refused or kept where only the beginning is that of a picture', async () => {
    const beginnings = fc.constantFrom(...Object.values(PICTURES).map(picture => picture.subarray(0, 16)));
    await fc.assert(
      fc.asyncProperty(beginnings, fc.uint8Array({ maxLength: 400 }), async (beginning, rest) => {
        assert.ok(sound(await strip(Buffer.concat([beginning, rest]))));
      }),
      { numRuns: 1_000 },
    );
  });
});
