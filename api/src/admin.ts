import 'reflect-metadata';
import { runCommandLine } from './admin/command-line.js';
import { adminCommands, HELP } from './admin/commands.js';

/** `npm run admin -- <command>`: what a real installation is set up with. */
runCommandLine(process.argv.slice(2), adminCommands, HELP);
