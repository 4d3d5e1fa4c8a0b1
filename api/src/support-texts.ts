import 'reflect-metadata';
import { runCommandLine } from './admin/command-line.js';
import { SUPPORT_TEXTS_HELP, supportTextCommands } from './admin/support-text-commands.js';

/** `npm run support-texts -- <command>`: brings in what customers wrote to support, and erases it. */
runCommandLine(process.argv.slice(2), supportTextCommands, SUPPORT_TEXTS_HELP);
