// Plays aspects one after the other and tells how each of them went.

/** Calls `tell({ aspect, error })` after each; a client that is by its nature unable to play one tells that it has `skipped` it. */
export async function playAspects(aspects, createStage, tell) {
  for (const { name, play, isFor = () => true } of aspects) {
    const stage = createStage();
    if (!isFor(stage)) {
      tell({ aspect: name, skipped: true });
      continue;
    }
    try {
      await play(stage);
      tell({ aspect: name });
    } catch (error) {
      tell({ aspect: name, error: `${error?.stack ?? error}\n${stage.describe()}` });
    } finally {
      stage.leave();
    }
  }
}
