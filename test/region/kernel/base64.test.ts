import assert from 'node:assert/strict';
import { decodeBase64, encodeBase64, utf8 } from '../../../src/region/kernel/base64';

/** Bytes that follow a fixed pattern, so that every run tests the same ones. */
const pattern = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => (index * 167 + length * 31 + (index >> 3)) & 255);

describe('base64', () => {
  it('has the values of RFC 4648', () => {
    const vectors = { '': '', f: 'Zg==', fo: 'Zm8=', foo: 'Zm9v', foob: 'Zm9vYg==', fooba: 'Zm9vYmE=', foobar: 'Zm9vYmFy' };
    for (const [text, encoded] of Object.entries(vectors)) {
      assert.equal(encodeBase64(utf8(text)), encoded);
      assert.deepEqual(decodeBase64(encoded), utf8(text));
    }
  });

  it('agrees with Node for bytes of every length and value', () => {
    for (let length = 0; length < 300; length++) {
      const bytes = pattern(length);
      const encoded = Buffer.from(bytes).toString('base64');
      assert.equal(encodeBase64(bytes), encoded);
      assert.deepEqual(decodeBase64(encoded), bytes);
      assert.deepEqual(decodeBase64(encoded.replace(/=/g, '')), bytes, 'without padding');
    }
    const long = pattern(16_384);
    assert.deepEqual(
      decodeBase64(
        Buffer.from(long)
          .toString('base64')
          .replace(/(.{76})/g, '$1\r\n'),
      ),
      long,
      'in lines',
    );
  });

  it('refuses what is not base64', () => {
    for (const text of ['a', 'abcde', 'ab c', 'ab-_', 'a=bc', 'ab===', '한글', 'abc\u0000', 'Zm9v!', '====']) {
      assert.equal(decodeBase64(text), undefined, JSON.stringify(text));
    }
  });
});

describe('utf8', () => {
  it('agrees with Node for text of all planes', () => {
    let text = '';
    for (let code = 0; code < 0x110000; code += code < 0x3000 ? 7 : 97) {
      if (code < 0xd800 || code > 0xdfff) text += String.fromCodePoint(code);
    }
    assert.deepEqual(Buffer.from(utf8(text)), Buffer.from(text, 'utf8'));
  });

  it('has the bytes of the limits of each length', () => {
    const limits = {
      '\u007f': [0x7f],
      '\u0080': [0xc2, 0x80],
      '\u07ff': [0xdf, 0xbf],
      '\u0800': [0xe0, 0xa0, 0x80],
      '\uffff': [0xef, 0xbf, 0xbf],
    };
    for (const [text, bytes] of Object.entries(limits)) assert.deepEqual([...utf8(text)], bytes);
    assert.deepEqual([...utf8('\u{10000}')], [0xf0, 0x90, 0x80, 0x80]);
    assert.deepEqual([...utf8('\u{10ffff}')], [0xf4, 0x8f, 0xbf, 0xbf]);
  });
});
