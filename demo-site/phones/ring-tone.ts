import { useEffect } from 'preact/hooks';

const TONE_S = 1;
const PERIOD_MS = 4000;
/** The European ring-back tone; quiet, since several telephones may stand on one desk. */
const FREQUENCY_HZ = 425;
const LOUDNESS = 0.06;

/** Plays the ring tone while `isRinging`. The switch that turns it on is the gesture that browsers ask for. */
export function useRingTone(isRinging: boolean): void {
  useEffect(() => {
    if (!isRinging || !('AudioContext' in window)) return;
    const audio = new AudioContext();
    const ring = () => playTone(audio);
    ring();
    const timer = setInterval(ring, PERIOD_MS);
    return () => {
      clearInterval(timer);
      void audio.close();
    };
  }, [isRinging]);
}

function playTone(audio: AudioContext): void {
  const tone = audio.createOscillator();
  const loudness = audio.createGain();
  const start = audio.currentTime;
  tone.frequency.value = FREQUENCY_HZ;
  loudness.gain.setValueAtTime(0, start);
  loudness.gain.linearRampToValueAtTime(LOUDNESS, start + 0.03);
  loudness.gain.setValueAtTime(LOUDNESS, start + TONE_S - 0.05);
  loudness.gain.linearRampToValueAtTime(0, start + TONE_S);
  tone.connect(loudness).connect(audio.destination);
  tone.start(start);
  tone.stop(start + TONE_S);
}
