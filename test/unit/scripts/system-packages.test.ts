import { describe, expect, it } from 'vitest';
import { chooseNames, parseMissingLibraries } from '../../../scripts/runtime/system-packages.mjs';

describe('parseMissingLibraries', () => {
  it('names each library that the loader did not find once, and none that it found', () => {
    const output = [
      '\tlinux-vdso.so.1 (0x00007ffc)',
      '\tlibgtk-3.so.0 => not found',
      '\tlibnss3.so => /lib/x86_64-linux-gnu/libnss3.so (0x00007f11)',
      '\tlibatk-1.0.so.0 => not found',
      '\tlibgtk-3.so.0 => not found',
    ].join('\n');
    expect(parseMissingLibraries(output)).toEqual(['libgtk-3.so.0', 'libatk-1.0.so.0']);
  });

  it('finds nothing missing in a static program', () => {
    expect(parseMissingLibraries('\tstatically linked\n')).toEqual([]);
  });
});

describe('chooseNames', () => {
  const packages = [['libasound2t64', 'libasound2'], ['xvfb'], ['fontconfig']];

  it('takes the old name where the new one is unknown', () => {
    const policy = [
      'libasound2:',
      '  Installed: (none)',
      '  Candidate: 1.2.8-1',
      'xvfb:',
      '  Installed: 2:21.1.7',
      '  Candidate: 2:21.1.7',
      'fontconfig:',
      '  Installed: (none)',
      '  Candidate: 2.14.1-4',
    ].join('\n');
    expect(chooseNames(packages, policy)).toEqual(['libasound2', 'xvfb', 'fontconfig']);
  });

  it('takes the new name where the old one is known but has nothing to install', () => {
    const policy = [
      'libasound2t64:',
      '  Installed: (none)',
      '  Candidate: 1.2.11-1',
      'libasound2:',
      '  Installed: (none)',
      '  Candidate: (none)',
    ].join('\n');
    expect(chooseNames([packages[0]!], policy)).toEqual(['libasound2t64']);
  });

  it('leaves out what this release does not have, so that the caller sees the lists are too old', () => {
    expect(chooseNames(packages, '')).toEqual([]);
  });
});
