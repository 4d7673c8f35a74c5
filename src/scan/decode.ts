import { isUtf8 } from 'node:buffer';
import type { SourceFile } from '../core/text.ts';
import { decodeUtf16 } from './utf16.ts';

const LONE_CARRIAGE_RETURN = /\r(?!\n)/;

/** What sops writes into each file that it encrypts (https://getsops.io/docs/#message-authentication-code); `mac` covers what is not encrypted as well. */
const SOPS = { metadata: /^sops:|"sops"\s*:/m, mac: /^[ \t]+mac:[ \t]*["']?ENC\[|"mac"\s*:\s*"ENC\[/m };

/** Why there is nothing to lint in a file. */
export interface NotText {
  readonly reason: string;
}

/** Decodes the bytes of a file. What would not come back as the same bytes, or holds a checksum of itself, may be linted, never written. */
export function decode(path: string, bytes: Buffer): SourceFile | NotText {
  const utf16 = decodeUtf16(bytes);
  if (utf16 !== undefined) return { path, text: utf16, readOnly: 'it is UTF-16' };
  if (bytes.includes(0)) return { reason: 'a binary file' };
  if (!isUtf8(bytes)) return { path, text: bytes.toString('latin1'), readOnly: 'it is not UTF-8' };
  const text = bytes.toString('utf8');
  // YAML takes it for the end of a line, the parser and most tools do not.
  if (text.includes('\r') && LONE_CARRIAGE_RETURN.test(text)) return { path, text, readOnly: 'it has line ends of a lone carriage return' };
  if (text.includes('ENC[') && SOPS.mac.test(text) && SOPS.metadata.test(text))
    return { path, text, readOnly: 'it is encrypted by sops, whose checksum covers every value' };
  return { path, text };
}
