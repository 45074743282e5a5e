/** CRC-32 (ISO-HDLC, the one of ZIP), eight bytes at a time: a 2 GB binder is read once, so speed counts. */

const TABLES = tables();

function tables(): Uint32Array[] {
  const first = new Uint32Array(256);
  for (let n = 0; n < 256; n++) {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    first[n] = c;
  }
  const all = [first];
  for (let t = 1; t < 8; t++) {
    const previous = all[t - 1]!;
    all.push(previous.map((c) => first[c & 255]! ^ (c >>> 8)));
  }
  return all;
}

/** The checksum of `bytes` appended to data whose checksum is `crc` (0 for none). Unsigned 32 bits. */
export function crc32(bytes: Uint8Array, crc = 0): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = TABLES as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ];
  let c = ~crc;
  let at = 0;
  const whole = bytes.length - (bytes.length % 8);
  while (at < whole) {
    c ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    c =
      t7[c & 255]! ^
      t6[(c >>> 8) & 255]! ^
      t5[(c >>> 16) & 255]! ^
      t4[c >>> 24]! ^
      t3[bytes[at + 4]!]! ^
      t2[bytes[at + 5]!]! ^
      t1[bytes[at + 6]!]! ^
      t0[bytes[at + 7]!]!;
    at += 8;
  }
  while (at < bytes.length) c = t0[(c ^ bytes[at++]!) & 255]! ^ (c >>> 8);
  return ~c >>> 0;
}
