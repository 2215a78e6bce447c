import { resolve } from 'node:path';
import { AccountHost, type Tell } from '../worker/account-host';
import { type Credentials, credentialsFile } from '../worker/credentials';
import { serveFollowers } from '../worker/follow';
import { takeSeat } from '../worker/leadership';
import { loadSurroundings } from '../worker/surroundings';
import type { ServeOptions } from './arguments';

/** Speed of a new account's clock. */
const defaultSpeed = 10;

/** What cannot be served, in words for the one who asked. */
export class ServeError extends Error {}

/** A running endpoint. */
export interface Serving {
  readonly url: string;
  /** The account's default region. */
  readonly region: string;
  readonly credentials: Credentials;
  /** The folder's file that holds the key, when it is not the environment that gave it. */
  readonly credentialsFile?: string;
  /** Names of copies of damaged files. */
  readonly setAside?: string;
  /** Stops the endpoint, writes an image and closes the account. */
  stop(): Promise<void>;
}

/**
 * Serves an account in this process.
 * @throws ServeError
 */
export async function serve(options: ServeOptions, environment: NodeJS.ProcessEnv, wasmFile: string, tell: Tell): Promise<Serving> {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = environment;
  const given = accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined;
  const folder = options.data === undefined ? undefined : resolve(options.data);
  const surroundings = await loadSurroundings(wasmFile);
  const seat = folder === undefined ? undefined : await takeSeat(folder);
  if (seat?.role === 'follower') {
    seat.socket.destroy();
    throw new ServeError(
      `Another process, perhaps an earlier serve or an editor, holds the account in ${folder}: end it first, or give --data another folder`,
    );
  }
  let host: AccountHost | undefined;
  try {
    host = AccountHost.open(
      surroundings,
      {
        ...(folder !== undefined && { folder }),
        defaultRegion: options.region,
        ...(options.seed !== undefined && { seed: options.seed }),
        speed: options.speed ?? defaultSpeed,
        settings: { rules: 'today', freeTierPlan: '12-month', quotaProfile: 'established', quotas: {} },
      },
      tell,
      { ...(given && { credentials: given }), endpointAuth: options.auth },
    );
    const opened = host;
    const dismiss = seat && serveFollowers(seat.server, opened);
    if (options.speed !== undefined && opened.clock.speed !== options.speed) {
      opened.clock.setSpeed(options.speed);
      opened.speedChanged();
    }
    const { url } = await opened.startEndpoint({ port: options.port });
    const { setAside, defaultRegion } = opened.opened();
    return {
      url: url!,
      region: defaultRegion,
      credentials: opened.credentials,
      ...(folder !== undefined && !given && { credentialsFile: credentialsFile(folder) }),
      ...(setAside !== undefined && { setAside }),
      async stop() {
        await opened.close();
        dismiss?.();
        await seat?.release();
      },
    };
  } catch (error) {
    await host?.close();
    await seat?.release();
    const { code, message } = error as NodeJS.ErrnoException;
    throw new ServeError(
      code === 'EADDRINUSE'
        ? `Port ${options.port} is in use, perhaps by the endpoint of an editor: give --port another number, or 0 for a free one`
        : message,
      { cause: error },
    );
  }
}
