import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** An access key of the account. */
export interface Credentials {
  /** `AKIA` and 16 letters and digits. */
  readonly accessKeyId: string;
  /** 40 characters. */
  readonly secretAccessKey: string;
}

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Draws an access key in AWS's form (IAM User Guide, Manage access keys). */
export function makeCredentials(): Credentials {
  const letters = Array.from({ length: 16 }, () => base32[randomInt(base32.length)]).join('');
  return { accessKeyId: `AKIA${letters}`, secretAccessKey: randomBytes(30).toString('base64') };
}

/** Where an account's folder keeps its key. */
export function credentialsFile(folder: string): string {
  return join(folder, 'credentials');
}

/**
 * Reads the account's key from its folder, or makes one there. The file has the form that the AWS CLI and SDKs read by
 * `AWS_SHARED_CREDENTIALS_FILE`, and only its owner may read it.
 */
export function openCredentials(folder: string): Credentials {
  const file = credentialsFile(folder);
  if (existsSync(file)) {
    const text = readFileSync(file, 'utf8');
    const accessKeyId = /^\s*aws_access_key_id\s*=\s*(\S+)\s*$/m.exec(text)?.[1];
    const secretAccessKey = /^\s*aws_secret_access_key\s*=\s*(\S+)\s*$/m.exec(text)?.[1];
    if (accessKeyId && secretAccessKey) return { accessKeyId, secretAccessKey };
    let number = 1;
    while (existsSync(`${file}.damaged-${number}`)) number++;
    renameSync(file, `${file}.damaged-${number}`);
  }
  const made = makeCredentials();
  rmSync(`${file}.new`, { force: true });
  writeFileSync(`${file}.new`, `[default]\naws_access_key_id = ${made.accessKeyId}\naws_secret_access_key = ${made.secretAccessKey}\n`, {
    mode: 0o600,
    flag: 'wx',
  });
  renameSync(`${file}.new`, file);
  return made;
}
