import { undoEntries } from './config-entries.ts';
import { samePlace, takeOver, type LoginEntry } from './login-entry.ts';
import { openRecords } from './open-records.ts';
import { readRecord, writeRecord, type UndoRecord } from './undo-record.ts';

/**
 * Tells the runs that came later what they shall put back instead of this run's entries: what was
 * there before this run. Their entries are returned.
 */
export function handOver(recordFile: string, record: UndoRecord): readonly LoginEntry[] {
  const open = openRecords(record.configFile);
  const places: LoginEntry[] = [];
  // A run that is not listed has changed nothing yet.
  const at = open.includes(recordFile) ? open.indexOf(recordFile) + 1 : open.length;
  for (const file of open.slice(at)) {
    const later = readRecord(file);
    if (!later) continue;
    const entries = later.entries.map(entry => {
      const ours = record.entries.find(other => samePlace(other, entry));
      // A run between the two has taken it over already.
      if (!ours || places.some(place => samePlace(place, entry))) return entry;
      return takeOver(entry, ours);
    });
    const { text } = undoEntries(later.previousText, record, record.configFile);
    const folderIsNew = later.folderIsNew || (places.length === 0 && record.folderIsNew);
    writeRecord(file, { ...later, previousText: text, folderIsNew, entries });
    places.push(...entries);
  }
  return places;
}
