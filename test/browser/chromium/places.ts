import { posix, win32 } from 'node:path'

/** Chrome's relatives by the names of their commands. Debian's shell without windows needs the least. */
const commands = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
]

const macApps = ['Google Chrome', 'Chromium', 'Microsoft Edge']

const windowsFiles = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
]

type Env = Readonly<Record<string, string | undefined>>

/** Where Chrome, Chromium and Edge are usually installed, those that are best for tests first. */
export function usualPlaces(platform: NodeJS.Platform, env: Env): readonly string[] {
  if (platform === 'win32') {
    return each(windowsFiles, windowsFolders(env), (file, folder) => win32.join(folder, file))
  }
  if (platform === 'darwin') {
    return each(macApps, ['', env['HOME'] ?? ''], (app, home) =>
      posix.join(home, `/Applications/${app}.app/Contents/MacOS/${app}`),
    )
  }
  return each(commands, pathFolders(env), (command, folder) => posix.join(folder, command))
}

function windowsFolders(env: Env): readonly string[] {
  return ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) => env[name] ?? [])
}

function pathFolders(env: Env): readonly string[] {
  const onPath = (env['PATH'] ?? '').split(':').filter((folder) => folder.startsWith('/'))
  return [...new Set([...onPath, '/usr/bin', '/usr/local/bin', '/snap/bin'])]
}

/** Every name in every folder; the name counts more. */
function each(
  names: readonly string[],
  folders: readonly string[],
  join: (name: string, folder: string) => string,
): readonly string[] {
  return [...new Set(names.flatMap((name) => folders.map((folder) => join(name, folder))))]
}
