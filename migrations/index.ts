export { CreateIdentity1795000000001 } from './1795000000001-create-identity.js';
export { CreateRules1795000000002 } from './1795000000002-create-rules.js';
export { CreateTickets1795000000003 } from './1795000000003-create-tickets.js';
export { CreateApprovals1795000000004 } from './1795000000004-create-approvals.js';
export { CreateExecution1795000000005 } from './1795000000005-create-execution.js';
export { CreateAuditLog1795000000006 } from './1795000000006-create-audit-log.js';
export { NameWhatStands1795000000007 } from './1795000000007-name-what-stands.js';
export { SealTheAuditLog1795000000010 } from './1795000000010-seal-the-audit-log.js';
