import 'reflect-metadata';
import { runCommandLine } from './admin/command-line.js';
import { KB_HELP, kbCommands } from './admin/kb-commands.js';

/** `npm run kb -- <command>`: brings documents into the knowledge base, and looks into it. */
runCommandLine(process.argv.slice(2), kbCommands, KB_HELP);
