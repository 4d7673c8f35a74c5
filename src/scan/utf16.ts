/** The text of a file that begins with a byte order mark of UTF-16, the mark included; nothing for any other file. */
export function decodeUtf16(bytes: Buffer): string | undefined {
  if (bytes.length < 2) return undefined;
  const mark = bytes.readUInt16BE(0);
  if (mark === 0xfffe) return bytes.toString('utf16le');
  // A copy, as `swap16` works in place; half a unit at the end of a broken file is no text in either order.
  if (mark === 0xfeff)
    return Buffer.from(bytes.subarray(0, bytes.length & ~1))
      .swap16()
      .toString('utf16le');
  return undefined;
}
