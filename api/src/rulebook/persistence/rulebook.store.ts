import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { InForce } from '../rules/rules-in-force.js';
import type { Tool } from '../rules/tool.js';

export interface PolicyVersion {
  version: number;
  document: string;
  createdAt: Date;
  createdBy: string | null;
  createdByName: string | null;
}

/** JSON texts of a tool's row. */
interface Stored {
  schema: string;
  preconditions: string;
}

export type PolicyTable = 'routing_policy' | 'sign_off_policy' | 'queue_policy';

const IN_FORCE = {
  name: 'rules-in-force',
  text: `SELECT (SELECT max(version) FROM routing_policy) AS "routingPolicy",
      (SELECT max(version) FROM sign_off_policy) AS "signOffPolicy",
      (SELECT max(version) FROM queue_policy) AS "queuePolicy", (SELECT count(*)::int FROM tool) AS tools`,
};

const TOOLS = {
  name: 'all-tools',
  text: `SELECT name, version, description, schema, endpoint_url AS "endpointUrl", endpoint_version AS "endpointVersion",
      retry_class AS "retryClass", changes_world AS "changesWorld", timeout_ms AS "timeoutMs", max_in_flight AS "maxInFlight",
      sign_off AS "signOff", signing_secret AS "signingSecret", preconditions, runner,
      grant_seconds AS "grantSeconds", created_at AS "createdAt"
    FROM tool ORDER BY name, version`,
};

/** Reads versions of the rules. */
@Injectable()
export class RulebookStore {
  constructor(private readonly database: Database) {}

  async inForce(): Promise<InForce> {
    return (await this.database.run<InForce>(IN_FORCE))[0]!;
  }

  async tools(): Promise<Tool[]> {
    const rows = await this.database.run<Omit<Tool, 'schema' | 'preconditions'> & Stored>(TOOLS);
    return rows.map((row) => ({
      ...row,
      schema: JSON.parse(row.schema) as Record<string, unknown>,
      preconditions: JSON.parse(row.preconditions) as Tool['preconditions'],
    }));
  }

  async policy(table: PolicyTable, version: number): Promise<PolicyVersion | undefined> {
    return (await this.policies(table, 1, version))[0];
  }

  /** Versions from `upTo` downwards. */
  async policies(table: PolicyTable, limit: number, upTo: number): Promise<PolicyVersion[]> {
    return this.database.run<PolicyVersion>(
      {
        name: `list-${table}`,
        text: `SELECT v.version, v.document, v.created_at AS "createdAt", v.created_by AS "createdBy", p.name AS "createdByName"
          FROM ${table} v LEFT JOIN person p ON p.id = v.created_by
          WHERE v.version <= $2 ORDER BY v.version DESC LIMIT $1`,
      },
      [limit, upTo],
    );
  }
}
