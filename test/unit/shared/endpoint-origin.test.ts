import { describe, expect, it } from 'vitest';
import { endpointOrigin, isReadableOnTheWay } from '../../../src/shared/endpoint-origin';

describe('the address of an endpoint', () => {
  // Bug caught: a key follows the address to another scheme or port.
  it('is told apart by scheme, host and port', () => {
    expect(endpointOrigin('')).toBe('https://api.openai.com');
    expect(endpointOrigin('https://API.openai.com:443/v1/')).toBe('https://api.openai.com');
    expect(endpointOrigin('http://api.openai.com/v1')).toBe('http://api.openai.com');
    expect(endpointOrigin('http://127.0.0.1:11434/v1')).toBe('http://127.0.0.1:11434');
  });

  // Bug caught: plain http to the internet goes unsaid, or a model in one's own house is warned of.
  it.each([
    ['', false],
    ['https://models.example.com/v1', false],
    ['http://localhost:8000/v1', false],
    ['http://127.0.0.1:11434/v1', false],
    ['http://127.9.9.9/v1', false],
    ['http://10.1.2.3/v1', false],
    ['http://172.16.0.1/v1', false],
    ['http://172.31.255.1/v1', false],
    ['http://192.168.1.5/v1', false],
    ['http://[::1]:8000/v1', false],
    ['http://[fd12::5]/v1', false],
    ['http://[fe80::1]/v1', false],
    ['http://ollama:11434/v1', false],
    ['http://gpu.local/v1', false],
    ['http://models.example.com/v1', true],
    ['http://8.8.8.8/v1', true],
    ['http://172.32.0.1/v1', true],
    ['http://172.200.0.1/v1', true],
    ['http://104.16.0.1/v1', true],
    ['http://[fc::1]/v1', true],
    ['http://192.169.0.1/v1', true],
    ['http://10.example.com/v1', true],
    ['http://127.0.0.1.example.com/v1', true],
    ['http://[2001:db8::1]/v1', true],
    ['http://local.example.com/v1', true],
  ])('%s can be read on the way: %s', (address, expected) => {
    expect(isReadableOnTheWay(address)).toBe(expected);
  });
});
