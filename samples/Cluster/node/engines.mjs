import { createAdapter as createPostgresAdapter } from "@socket.io/postgres-adapter";
import { createAdapter as createRedisAdapter } from "@socket.io/redis-adapter";
import { createAdapter as createStreamsAdapter } from "@socket.io/redis-streams-adapter";
import pg from "pg";
import { createClient } from "redis";

const engines = {
  async redis(port) {
    const publisher = await connectRedis(port);
    const subscriber = await connectRedis(port);
    return {
      adapter: createRedisAdapter(publisher, subscriber),
      close: () => Promise.all([publisher.close(), subscriber.close()]),
    };
  },

  async "redis-streams"(port) {
    const client = await connectRedis(port);
    return {
      adapter: createStreamsAdapter(client),
      recovery: { maxDisconnectionDuration: 120_000, skipMiddlewares: false },
      close: () => client.close(),
    };
  },

  async postgres(port) {
    const pool = new pg.Pool({ host: "127.0.0.1", port, user: "postgres", database: "postgres" });
    await pool.query(
      `CREATE TABLE IF NOT EXISTS socket_io_attachments (
         id bigserial UNIQUE, created_at timestamptz DEFAULT NOW(), payload bytea)`,
    );
    pool.on("error", (error) => console.error(`PostgreSQL: ${error.message}`));
    return { adapter: createPostgresAdapter(pool), close: () => pool.end() };
  },
};

/** The adapter of an engine, the option for recovery where the engine has it, and how to let go of it. */
export function connectEngine(name, port) {
  if (!Object.hasOwn(engines, name)) {
    throw new Error(`There is no engine ${name}, only ${Object.keys(engines).join(", ")}.`);
  }

  return engines[name](port);
}

async function connectRedis(port) {
  const client = createClient({ url: `redis://127.0.0.1:${port}` });
  client.on("error", (error) => console.error(`Redis: ${error.message}`));
  await client.connect();
  return client;
}
