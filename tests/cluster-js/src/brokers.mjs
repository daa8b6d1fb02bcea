// The official adapters and emitters, in the configuration that they come with, on one broker each.

import { createAdapter as createPostgresAdapter } from "@socket.io/postgres-adapter";
import { Emitter as PostgresEmitter } from "@socket.io/postgres-emitter";
import { createAdapter as createRedisAdapter } from "@socket.io/redis-adapter";
import { Emitter as RedisEmitter } from "@socket.io/redis-emitter";
import { createAdapter as createStreamsAdapter } from "@socket.io/redis-streams-adapter";
import pg from "pg";
import { createClient } from "redis";

export const brokers = {
  postgres: {
    async connect(url) {
      const pool = new pg.Pool({ connectionString: url });
      // As their documentation tells people to.
      await pool.query(
        `CREATE TABLE IF NOT EXISTS socket_io_attachments (id bigserial UNIQUE, created_at timestamptz DEFAULT NOW(), payload bytea)`,
      );
      return { pool, close: () => pool.end() };
    },
    adapter: ({ pool }) => createPostgresAdapter(pool),
    emitter: ({ pool }) => new PostgresEmitter(pool),
  },
  redis: {
    async connect(url) {
      const publisher = await open(url);
      const subscriber = await open(url);
      return { publisher, subscriber, close: () => [publisher, subscriber].forEach((client) => client.destroy()) };
    },
    adapter: ({ publisher, subscriber }) => createRedisAdapter(publisher, subscriber),
    emitter: ({ publisher }) => new RedisEmitter(publisher),
  },
  streams: {
    async connect(url) {
      const client = await open(url);
      return { client, close: () => client.destroy() };
    },
    adapter: ({ client }) => createStreamsAdapter(client),
  },
};

async function open(url) {
  const client = createClient({ url });
  client.on("error", (error) => console.error(error));
  await client.connect();
  return client;
}
