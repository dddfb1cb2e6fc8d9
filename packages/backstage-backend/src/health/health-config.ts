import { readDurationFromConfig, type Config } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';

const HOUR = 3_600_000;
const SHORTEST = 60_000;

/** Milliseconds between two checks of a registry that is healthy. */
export function readHealthFrequency(config: Config): number {
  const key = 'berth.health.frequency';
  if (!config.has(key)) return HOUR;
  const frequency = durationToMilliseconds(readDurationFromConfig(config, { key }));
  if (frequency >= SHORTEST) return frequency;
  throw new Error(
    `"${key}" is less than a minute, which registries may take for an attack. Use a minute or more.`,
  );
}
