import type { Clock } from '../app/clock';
import type { NewSid } from './sids';

/** What somebody left after the beep. */
export interface RecordingRecord {
  readonly sid: string;
  readonly callSid: string;
  readonly seconds: number;
  readonly createdAt: number;
}

/** Recordings by SID. */
export interface Recordings {
  add(callSid: string, words: string): RecordingRecord;
  get(sid: string): RecordingRecord | undefined;
}

/** Seconds that a word takes, and the shortest recording. */
const SECONDS_A_WORD = 0.4;
const SHORTEST = 2;

/** Makes an empty list. A recording lasts about as long as its words would. */
export function createRecordings(clock: Clock, newSid: NewSid): Recordings {
  const recordings = new Map<string, RecordingRecord>();
  return {
    add(callSid, words) {
      const seconds = Math.max(SHORTEST, Math.round(words.split(/\s+/).length * SECONDS_A_WORD));
      const recording = { sid: newSid('RE'), callSid, seconds, createdAt: clock.now() };
      recordings.set(recording.sid, recording);
      return recording;
    },
    get: (sid) => recordings.get(sid),
  };
}

const WAV_RATE = 8000;
const TONE_HZ = 220;

/** Gives a playable WAV file (8 bit, mono) with a soft tone in the place of a voice. */
export function wavOf(seconds: number): Buffer {
  const length = Math.round(seconds * WAV_RATE);
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'ascii');
  header.writeUInt32LE(36 + length, 4);
  header.write('WAVEfmt ', 8, 'ascii');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(WAV_RATE, 24);
  header.writeUInt32LE(WAV_RATE, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36, 'ascii');
  header.writeUInt32LE(length, 40);
  const samples = Buffer.from(
    Uint8Array.from({ length }, (_, at) => 128 + Math.round(20 * Math.sin((2 * Math.PI * TONE_HZ * at) / WAV_RATE))),
  );
  return Buffer.concat([header, samples]);
}

/** Gives a playable MP3 file (32 kbit/s, 32 kHz, mono) of silence: each frame is its header and zeros. */
export function mp3Of(seconds: number): Buffer {
  const frame = Buffer.alloc(144);
  frame.writeUInt32BE(0xfffb18c0, 0);
  return Buffer.concat(Array.from({ length: Math.ceil(seconds / 0.036) }, () => frame));
}
