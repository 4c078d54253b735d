import { expect, it } from 'vitest';
import { baseUrl } from '../../../src/shared/contract/setting-values';
import { endpointPresets, presetOf } from '../../../src/shared/endpoint-presets';

// Bug caught: a choice that fills in an address which the setting refuses, or after which another choice is shown.
it.each(endpointPresets)('$label fills in an address that is its own', (preset) => {
  expect(presetOf(preset.baseUrl)).toBe(preset);
  if (preset.baseUrl !== '') expect(baseUrl.parse(preset.baseUrl)).toBe(preset.baseUrl);
});

it.each([
  ['https://api.openai.com/v1', 'openai'],
  ['https://tea.openai.azure.com/openai/v1', 'azure'],
  ['http://192.168.0.4:11434/v1', 'ollama'],
])('%s is known', (url, id) => {
  expect(presetOf(url)?.id).toBe(id);
});

it('knows no other address', () => {
  for (const url of ['https://ai.example/v1', 'https://openai.azure.com.evil.example', 'nonsense']) {
    expect(presetOf(url)).toBeNull();
  }
});
