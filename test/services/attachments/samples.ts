/** Small real pictures, and the metadata that cameras and programs put around them. `SECRET` is what must be gone. */
import { crc32 } from '../../../services/attachments/crc32.ts';

const encoded = (...lines: string[]): Buffer => Buffer.from(lines.join(''), 'base64');

/** A grey gradient of 16 by 12 points as encoders write it; the HEIC has EXIF and XMP of its own. */
export const PICTURES = {
  jpeg: encoded(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6j',
    'q62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk',
    'pKSkpKSkpKT/wAARCAAMABADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAQG/8QAGRAAAQUAAAAAAAAAAAAAAAAAAAMU',
    'FVJi/8QAFAEBAAAAAAAAAAAAAAAAAAAAAP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AIozIjMmrbp1DdOoH//Z',
  ),
  progressive: encoded(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6j',
    'q62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk',
    'pKSkpKSkpKT/wgARCAAMABADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAMF/8QAFAEBAAAAAAAAAAAAAAAAAAAAAP/a',
    'AAwDAQACEAMQAAABg1h//8QAFxABAAMAAAAAAAAAAAAAAAAAAAESE//aAAgBAQABBQLNmrCsP//EABQRAQAAAAAAAAAAAAAAAAAA',
    'AAD/2gAIAQMBAT8Bf//EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQIBAT8Bf//EABQQAQAAAAAAAAAAAAAAAAAAACD/2gAIAQEA',
    'Bj8CH//EABYQAQEBAAAAAAAAAAAAAAAAAABhcf/aAAgBAQABPyHLKCD/2gAMAwEAAgADAAAAEMP/xAAUEQEAAAAAAAAAAAAAAAAA',
    'AAAA/9oACAEDAQE/EH//xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oACAECAQE/EH//xAAUEAEAAAAAAAAAAAAAAAAAAAAg/9oACAEB',
    'AAE/EBQH/9k=',
  ),
  png: encoded(
    'iVBORw0KGgoAAAANSUhEUgAAABAAAAAMCAIAAADkharWAAAAKklEQVR4nGPk5uZmIAWwiIiIkKZBTEyMNA2ioqKDzYaR6CTGL1++',
    'kKQBABuSBaeMn69xAAAAAElFTkSuQmCC',
  ),
  webp: encoded('UklGRi4AAABXRUJQVlA4ICIAAACQAQCdASoQAAwABABoJaQAAuaL6IAA/u7yYuoTGGXO2AAA'),
  lossless: encoded(
    'UklGRlgAAABXRUJQVlA4TEwAAAAvD8ACAF9AmG0EcN9t/rAHoRZAABYC9A61AAKwEKB3zH8PBlE9S89yoYCQtp1MYQpTmEIKKaSQ',
    'QgoppBDfdYjofwZJ0Qwmi83h8vgA',
  ),
  animated: encoded(
    'UklGRswAAABXRUJQVlA4WAoAAAACAAAADwAACwAAQU5JTQYAAAAAAAAAAABBTk1GTAAAAAAAAAAAAA8AAAsAAAAAAAJWUDggNAAA',
    'AFABAJ0BKhAADAAFQHwlpAAFjAAA/tan//8ID8QX/+Tz0pPl3/CE+VRww3ofVRww3hwAAABBTk1GTAAAAAAAAAAAAA8AAAsAAAAA',
    'AABWUDggNAAAAFQBAJ0BKhAADAAAAHwlpAAEdAAA/t5V//+CB74L//I36Q9tb2Yz20nvUxnXUnvUxkAAAAA=',
  ),
  heic: encoded(
    'AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAgdtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA',
    'AEZpbG9jAAAAAERAAAMAAQAAAAACKwABAAAAAAAAACoAAgAAAAACVQABAAAAAAAAABkAAwAAAAACbgABAAAAAAAAACEAAABiaWlu',
    'ZgAAAAAAAwAAABVpbmZlAgAAAAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAACppbmZlAgAAAQADAABtaW1lAGFwcGxp',
    'Y2F0aW9uL3JkZit4bWwAAAAAAA5waXRtAAAAAAABAAAA/GlwcnAAAADcaXBjbwAAAHVodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAA',
    'DwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQApQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbqrprm4CGgwIAAAAyAAAAD',
    'AIRiAAEABkQBwXPBiQAAABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAAAABAAAAAQAAAAChjbGFwAAAAEAAAAAEAAAAMAAAA',
    'Af///9AAAAAC////zAAAAAIAAAAQcGl4aQAAAAADCAgIAAAAGGlwbWEAAAAAAAAAAQABBYECAwWEAAAAKGlyZWYAAAAAAAAADmNk',
    'c2MAAgABAAEAAAAOY2RzYwADAAEAAQAAAGxtZGF0AAAAJigBrxkhMhLuIud0R5B9pSMvGaaAosODf9Ag7YyAmWUCvECO+Ol0AAAA',
    'BkV4aWYAAE1NACpTRUNSRVQtRVhJRjx4OnhtcG1ldGE+U0VDUkVULVhNUDwveDp4bXBtZXRhPg==',
  ),
};

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A TIFF structure as a camera writes it: its maker, a place, and which side is up. */
export function exif(orientation: number, order: 'II' | 'MM' = 'II'): Buffer {
  const tiff = Buffer.alloc(64);
  const put16 = (value: number, at: number) =>
    order === 'II' ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at);
  const put32 = (value: number, at: number) =>
    order === 'II' ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at);
  tiff.write(order, 0, 'latin1');
  put16(42, 2);
  put32(8, 4);
  put16(2, 8);
  const entry = (at: number, tag: number, type: number, count: number) => {
    put16(tag, at);
    put16(type, at + 2);
    put32(count, at + 4);
  };
  entry(10, 0x010f, 2, 13);
  put32(40, 18);
  entry(22, 0x0112, 3, 1);
  put16(orientation, 30);
  tiff.write('SECRET-CAMERA', 40, 'latin1');
  return tiff;
}

export function segment(marker: number, payload: Buffer | string): Buffer {
  const bytes = typeof payload === 'string' ? latin1(payload) : payload;
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(bytes.length + 2, 2);
  return Buffer.concat([head, bytes]);
}

/** The JPEG with these segments behind its header. */
export function jpegWith(...segments: Buffer[]): Buffer {
  return Buffer.concat([PICTURES.jpeg.subarray(0, 20), ...segments, PICTURES.jpeg.subarray(20)]);
}

export const photo = (orientation = 6): Buffer =>
  jpegWith(
    segment(0xe1, Buffer.concat([latin1('Exif\0\0'), exif(orientation)])),
    segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>SECRET-XMP</x:xmpmeta>'),
    segment(0xe2, 'MPF\0SECRET-SECOND-PICTURE'),
    segment(0xed, 'Photoshop 3.0\0SECRET-IPTC'),
    segment(0xfe, 'SECRET-COMMENT'),
  );

export function pngChunk(type: string, data: Buffer | string): Buffer {
  const bytes = Buffer.concat([latin1(type), typeof data === 'string' ? latin1(data) : data]);
  const chunk = Buffer.alloc(bytes.length + 8);
  chunk.writeUInt32BE(bytes.length - 4);
  bytes.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(bytes), bytes.length + 4);
  return chunk;
}

/** The PNG with these chunks behind its header. */
export function pngWith(...chunks: Buffer[]): Buffer {
  return Buffer.concat([PICTURES.png.subarray(0, 33), ...chunks, PICTURES.png.subarray(33)]);
}

export function webpChunk(type: string, data: Buffer | string): Buffer {
  const bytes = typeof data === 'string' ? latin1(data) : data;
  const head = latin1(`${type}\0\0\0\0`);
  head.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([head, bytes, Buffer.alloc(bytes.length % 2)]);
}

export function webp(...chunks: Buffer[]): Buffer {
  return webpChunk('RIFF', Buffer.concat([latin1('WEBP'), ...chunks]));
}

/** The picture of the simple WebP, as a chunk. */
export const webpPicture = PICTURES.webp.subarray(12);

/** The extended form's header, all of its flags set. */
export function webpHeader(): Buffer {
  const header = Buffer.alloc(10);
  header[0] = 0x2c;
  header[4] = 15;
  header[7] = 11;
  return webpChunk('VP8X', header);
}
