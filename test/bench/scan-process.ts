import Database from 'better-sqlite3';

/** Reads the log in its own order with bare better-sqlite3 and parses each body; says how long it took. */
const db = new Database(process.argv[2], { readonly: true });
const started = performance.now();
let events = 0;
for (const body of db.prepare<[], string>('SELECT body FROM events ORDER BY position').pluck().iterate()) {
  if (typeof JSON.parse(body) === 'object') events += 1;
}
const seconds = (performance.now() - started) / 1000;
db.close();
process.stdout.write(JSON.stringify({ seconds, events }));
