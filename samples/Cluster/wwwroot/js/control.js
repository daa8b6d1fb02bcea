/** What the program knows that has started the nodes; null where the page comes from a node directly, without nginx in front. */
export async function readControl() {
  try {
    const response = await fetch("/control/");
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

/** Stops or starts a node. */
export async function change(name, verb) {
  const response = await fetch(`/control/${encodeURIComponent(name)}/${verb}`, { method: "POST" });
  if (!response.ok) {
    throw new Error(`${name} could not be told to ${verb}`);
  }
}
