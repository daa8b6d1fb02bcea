// The official adapters, each with the client that its documentation shows first.

import { createAdapter as createPostgresAdapter } from "@socket.io/postgres-adapter";
import { createAdapter as createRedisAdapter } from "@socket.io/redis-adapter";
import { createAdapter as createStreamsAdapter } from "@socket.io/redis-streams-adapter";
import pg from "pg";
import { createClient } from "redis";

const ENGINES = { none: () => undefined, postgres, redis, "redis-streams": redisStreams };

// What `adapter` of the server's options is to be. The prefix keeps clusters on one engine apart.
export function adapterFor(engine, port, prefix) {
  const connect = ENGINES[engine];
  if (!connect) {
    throw new Error(`'${engine}' is not an engine: there are ${Object.keys(ENGINES).join(", ")}.`);
  }

  return connect(port, prefix);
}

async function postgres(port, prefix) {
  const pool = new pg.Pool({ host: "127.0.0.1", port, user: "postgres", database: "postgres" });
  await pool.query("CREATE TABLE IF NOT EXISTS socket_io_attachments (id bigserial UNIQUE, created_at timestamptz DEFAULT NOW(), payload bytea)").catch(ignoreRace);
  return createPostgresAdapter(pool, { channelPrefix: prefix });
}

// Nodes that start together create the table together.
function ignoreRace(error) {
  if (error.code !== "23505" && error.code !== "42P07") {
    throw error;
  }
}

async function redis(port, prefix) {
  const publisher = createClient({ socket: { host: "127.0.0.1", port } });
  const subscriber = publisher.duplicate();
  await Promise.all([publisher.connect(), subscriber.connect()]);
  return createRedisAdapter(publisher, subscriber, { key: prefix });
}

async function redisStreams(port, prefix) {
  const client = createClient({ socket: { host: "127.0.0.1", port } });
  await client.connect();
  return createStreamsAdapter(client, { streamName: prefix, channelPrefix: prefix });
}
