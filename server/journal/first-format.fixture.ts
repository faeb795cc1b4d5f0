import type { DatabaseSync } from 'node:sqlite'

/** Takes from a file what came after the first format. */
export function backToFirstFormat(db: DatabaseSync): void {
  db.exec(
    `ALTER TABLE telemetry DROP COLUMN packed; DROP TABLE subjects; DROP TABLE device_minutes; DROP TABLE area_minutes;
     DROP TABLE device_hours; DROP TABLE area_hours;
     DROP INDEX things_few; DROP INDEX things_latest; DROP INDEX things_area;
     DROP INDEX quarantine_discarded; DROP INDEX quarantine_replayed;
     ALTER TABLE quarantine DROP COLUMN records; ALTER TABLE quarantine DROP COLUMN settled_by;
     DROP TABLE runs; DROP INDEX quarantine_place; ALTER TABLE quarantine DROP COLUMN place;
     ALTER TABLE things DROP COLUMN few; ALTER TABLE things DROP COLUMN latest;
     DROP TABLE feed_minutes; DROP TABLE feed_days;
     PRAGMA user_version = 1`,
  )
}
