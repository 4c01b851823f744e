import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fileName, shownName } from '../../../services/attachments/file-name.ts';

describe('the name of a file', () => {
  for (const [given, kept] of [
    ['plate.jpg', 'plate.jpg'],
    ['IMG_0042.JPEG', 'IMG_0042.jpg'],
    ['typenschild über alles.png', 'typenschild über alles.jpg'],
    ['銘板.heic', '銘板.jpg'],
    ['C:\\Users\\me\\plate.jpg', 'plate.jpg'],
    ['../../etc/passwd', 'passwd.jpg'],
    ['photo.jpg.exe', 'photo.jpg.jpg'],
    ['.htaccess', 'htaccess.jpg'],
    ['..', 'file.jpg'],
    ['', 'file.jpg'],
    ['a\r\nSet-Cookie: x=1', 'a Set-Cookie x=1.jpg'],
    ['<img src=x onerror=alert(1)>.png', 'img src=x onerror=alert(1).jpg'],
    ['gpj.\u202eexe', 'gpj. exe.jpg'],
    ['a "quoted" name', 'a quoted name.jpg'],
  ] as const) {
    it(`is ${kept} where it was ${JSON.stringify(given)}`, () => assert.equal(fileName(given, 'image/jpeg'), kept));
  }

  it('is harmless, short, and ends as the file is, whatever was given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), given => {
        const name = fileName(given, 'application/pdf');
        assert.match(name, /^[^\p{Cc}\p{Cf}/\\<>"'`:*?|&;]{1,170}\.pdf$/u);
        assert.doesNotMatch(name, /^[.\s]/);
        assert.ok([...name].length <= 84);
        assert.equal(fileName(name, 'application/pdf'), name);
        assert.doesNotMatch(shownName(given), /[\p{Cc}\p{Cf}/\\<>"']/u);
      }),
    );
  });
});
