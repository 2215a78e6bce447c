import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { parseDuration } from '../../src/host/commands/clock';

describe('the settings', () => {
  const defaults: [string, unknown][] = [
    ['clock.defaultSpeed', 10],
    ['defaultRegion', 'ap-northeast-2'],
    ['confirmDestructive', true],
    ['endpoint.startWithAccount', false],
    ['endpoint.port', 4566],
  ];
  for (const [name, value] of defaults) {
    it(`${name} is ${String(value)} unless it is set`, () => {
      assert.equal(vscode.workspace.getConfiguration('cloudSandbox').inspect(name)?.defaultValue, value);
    });
  }
});

describe('a duration in words', () => {
  const read: [string, number | undefined][] = [
    ['90', 90],
    ['15m', 900],
    ['2h', 7_200],
    ['3d', 259_200],
    ['0.5 s', 0.5],
    ['0', undefined],
    ['soon', undefined],
    ['-1h', undefined],
  ];
  for (const [text, seconds] of read) {
    it(`${text} is ${String(seconds)} s`, () => assert.equal(parseDuration(text), seconds));
  }
});
