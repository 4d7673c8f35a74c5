import { getBuiltinModule } from 'node:process';

/** The SHA-256 of a text, in hexadecimal digits. What computes it is loaded where it is asked for: to import it would make every run wait. */
export const sha256 = (text: string): string => getBuiltinModule('node:crypto').createHash('sha256').update(text).digest('hex');
