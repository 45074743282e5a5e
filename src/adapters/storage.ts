/**
 * Opt-in saving on this device. Everything is stored under one prefix with a version, so that the privacy page
 * can list and delete it; a browser that refuses storage is normal and simply does not save.
 */
const PREFIX = 'zhendan:';

interface Envelope<T> {
  version: number;
  savedOn: string;
  value: T;
}

/** Saves `value`; false when the browser refuses. */
export function save<T>(key: string, version: number, value: T, day: string): boolean {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ version, savedOn: day, value } satisfies Envelope<T>));
    return true;
  } catch {
    return false;
  }
}

/** Reads what was saved under the same version; null when there is nothing usable. */
export function load<T>(key: string, version: number): T | null {
  try {
    const text = localStorage.getItem(PREFIX + key);
    if (!text) return null;
    const envelope = JSON.parse(text) as Envelope<T>;
    return envelope.version === version ? envelope.value : null;
  } catch {
    return null;
  }
}

export function forget(key: string): void {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Nothing was stored where storage is refused.
  }
}

/** What is saved on this device, for the privacy page. */
export function saved(): { key: string; savedOn: string; bytes: number }[] {
  try {
    return Object.keys(localStorage)
      .filter((k) => k.startsWith(PREFIX))
      .map((k) => {
        const text = localStorage.getItem(k) ?? '';
        let savedOn = '';
        try {
          savedOn = (JSON.parse(text) as Envelope<unknown>).savedOn ?? '';
        } catch {
          // An entry of an older form is still listed, so that it can be deleted.
        }
        return { key: k.slice(PREFIX.length), savedOn, bytes: text.length * 2 };
      });
  } catch {
    return [];
  }
}
