import { useEffect, useState } from 'react';
import { useSimulator } from './simulator-context';

/** A picture on a phone. Its bytes come from the stand-in, as part of the page: it is loaded from nowhere. */
export function PhonePicture({ sid, index }: { readonly sid: string; readonly index: number }) {
  const { ask } = useSimulator();
  const [source, setSource] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    void ask('media.read', { message_sid: sid, index }).then((result) => {
      if (gone || !result.ok) return;
      setSource(`data:${result.value.contentType};base64,${result.value.base64}`);
    });
    return () => {
      gone = true;
    };
  }, [ask, sid, index]);
  return source === null ? (
    <span>Picture</span>
  ) : (
    <img src={source} alt={`Number ${index + 1} of this message`} style={{ maxWidth: '100%', borderRadius: 8 }} />
  );
}
