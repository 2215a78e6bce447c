import { accountDefinition } from '../region/definition';
import type { Surroundings } from './account-host';
import { nodeDisk } from './disk';
import { loadPorts } from './ports';
import { nodeWallTime } from './wall-time';

/**
 * All that this product's accounts need around them in Node.
 * @param wasmFile sql.js's `sql-wasm.wasm`
 */
export async function loadSurroundings(wasmFile: string): Promise<Surroundings> {
  return { definition: accountDefinition, ports: await loadPorts(wasmFile), disk: nodeDisk, wall: nodeWallTime };
}

/** True for the name of an AWS region. */
export function regionExists(name: string): boolean {
  return accountDefinition.regionExists(name);
}
