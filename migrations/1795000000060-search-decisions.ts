import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Two ways into what was decided: by when, and by how much. The amount is worked out by an index over revisions that name one,
 * so that nothing is stored twice, nothing has to be kept in step, and erasing the arguments takes it away as well.
 */
export class SearchDecisions1795000000060 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The money of canonical arguments in 1/100 of the major unit, rounded up; null where there is none to be read with
      -- certainty. The same as moneyOf in approvals/rules/money.ts, which a spec holds it to.
      CREATE FUNCTION amount_hundredths(arguments text) RETURNS bigint LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
      DECLARE
        args json := arguments::json;
        minor text := args->>'amount_minor';
        found numeric;
      BEGIN
        IF json_typeof(args->'currency') IS DISTINCT FROM 'string' OR minor IS NULL OR minor !~ '^[0-9]{1,19}$' THEN RETURN NULL; END IF;
        found := minor::numeric;
        IF json_typeof(args->'amount_minor') = 'number' THEN
          IF found > 9007199254740991 THEN RETURN NULL; END IF;
        ELSIF json_typeof(args->'amount_minor') <> 'string' THEN RETURN NULL;
        END IF;
        found := CASE
          WHEN args->>'currency' IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV',
            'XAF', 'XOF', 'XPF') THEN found * 100
          WHEN args->>'currency' IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN div(found + 9, 10)
          WHEN args->>'currency' IN ('CLF', 'UYW') THEN div(found + 99, 100)
          WHEN args->>'currency' IN ('AED', 'AFN', 'ALL', 'AMD', 'AOA', 'ARS', 'AUD', 'AWG', 'AZN', 'BAM', 'BBD', 'BDT', 'BGN', 'BMD',
            'BND', 'BOB', 'BOV', 'BRL', 'BSD', 'BTN', 'BWP', 'BYN', 'BZD', 'CAD', 'CDF', 'CHE', 'CHF', 'CHW', 'CNY', 'COP', 'COU', 'CRC',
            'CUP', 'CVE', 'CZK', 'DKK', 'DOP', 'DZD', 'EGP', 'ERN', 'ETB', 'EUR', 'FJD', 'FKP', 'GBP', 'GEL', 'GHS', 'GIP', 'GMD', 'GTQ',
            'GYD', 'HKD', 'HNL', 'HTG', 'HUF', 'IDR', 'ILS', 'INR', 'IRR', 'JMD', 'KES', 'KGS', 'KHR', 'KPW', 'KYD', 'KZT', 'LAK', 'LBP',
            'LKR', 'LRD', 'LSL', 'MAD', 'MDL', 'MGA', 'MKD', 'MMK', 'MNT', 'MOP', 'MRU', 'MUR', 'MVR', 'MWK', 'MXN', 'MXV', 'MYR', 'MZN',
            'NAD', 'NGN', 'NIO', 'NOK', 'NPR', 'NZD', 'PAB', 'PEN', 'PGK', 'PHP', 'PKR', 'PLN', 'QAR', 'RON', 'RSD', 'RUB', 'SAR', 'SBD',
            'SCR', 'SDG', 'SEK', 'SGD', 'SHP', 'SLE', 'SOS', 'SRD', 'SSP', 'STN', 'SVC', 'SYP', 'SZL', 'THB', 'TJS', 'TMT', 'TOP', 'TRY',
            'TTD', 'TWD', 'TZS', 'UAH', 'USD', 'USN', 'UYU', 'UZS', 'VED', 'VES', 'WST', 'XAD', 'XCD', 'XCG', 'YER', 'ZAR', 'ZMW', 'ZWG')
            THEN found
        END;
        RETURN CASE WHEN found <= 9223372036854775807 THEN found END;
      END $$;

      CREATE INDEX ticket_resolved_idx ON ticket (resolved_at, id) WHERE resolved_at IS NOT NULL;
      CREATE INDEX revision_amount_idx ON revision (amount_hundredths(arguments_canonical), ticket_id, revision)
        WHERE arguments_canonical LIKE '%"amount_minor":%';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX revision_amount_idx, ticket_resolved_idx;
      DROP FUNCTION amount_hundredths(text);
    `);
  }
}
