import type { SimulatorRequestInput } from '../../../shared/simulator-contract';

/** Reads a chosen file as a phone sends it. */
export async function readFile(file: File): Promise<SimulatorRequestInput<'phone.text'>['media'][number]> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  // In pieces: a call with a million arguments overflows the stack.
  for (let at = 0; at < bytes.length; at += PIECE) binary += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return { name: file.name, contentType: file.type || 'application/octet-stream', base64: btoa(binary) };
}

const PIECE = 0x8000;
