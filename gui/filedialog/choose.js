// Asks in a dialog of macOS. osascript runs it, with the name of the dialog and its
// options, and writes what it returns: the paths that were chosen, as JSON.
function run(argv) {
  const app = Application.currentApplication();
  app.includeStandardAdditions = true;
  app.activate(); // or the dialog lies behind
  let chosen;
  try {
    chosen = app[argv[0]](JSON.parse(argv[1]));
  } catch (e) {
    if (e.errorNumber === -128) return "[]"; // the user has dismissed it
    throw e;
  }
  return JSON.stringify((Array.isArray(chosen) ? chosen : [chosen]).map((path) => path.toString()));
}
