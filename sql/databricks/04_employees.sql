-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- Spark SQL for Delta tables, on Databricks (in the catalog of your choice: USE CATALOG …) and here.
-- `pikku process` makes the tables with these very statements, and fills gold with these queries.

CREATE OR REPLACE TABLE bronze.department (
  department_id BIGINT COMMENT 'Department',
  department_code STRING COMMENT 'Department code, D-nn',
  department_name STRING COMMENT 'Department name',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Departments'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.employee (
  employee_id BIGINT COMMENT 'Employee',
  employee_no STRING COMMENT 'Employee number, E-nnnnn',
  employee_name STRING COMMENT 'Full name',
  department_id BIGINT COMMENT 'Department',
  designation STRING COMMENT 'Job title',
  gender STRING COMMENT 'Gender, as in the statutory register: female, male',
  pan STRING COMMENT 'Permanent account number',
  joined_on DATE COMMENT 'First working day',
  left_on DATE COMMENT 'Last working day; empty while employed',
  monthly_salary DECIMAL(18,2) COMMENT 'Gross salary of a full month when engaged, or when the books began; payroll has that of each month',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Employees, past and present'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.attendance (
  attendance_id BIGINT COMMENT 'Attendance: employee_id * 100000 + days since 2020-01-01',
  employee_id BIGINT COMMENT 'Employee',
  attended_on DATE COMMENT 'Working day (Monday to Saturday, holidays left out)',
  status STRING COMMENT 'What the register says: present, half day, leave, maternity, absent',
  worked_minutes INT COMMENT 'Minutes worked; 0 unless present, for the whole day or half of it',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'A working day of an employee'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.payroll (
  payroll_id BIGINT COMMENT 'Payroll: employee_id * 1000000 + period_id',
  employee_id BIGINT COMMENT 'Employee',
  period_id BIGINT COMMENT 'Month that is paid for',
  monthly_salary DECIMAL(18,2) COMMENT 'Gross salary of a full month, as agreed for this one',
  working_days INT COMMENT 'Working days of the month while employed; holidays are paid without being counted',
  paid_days INT COMMENT 'Working days present or on leave; maternity leave only above the limit of the state insurance, which pays it up to there',
  leave_balance DECIMAL(6,2) COMMENT 'Days of earned leave that are left at the month\'s end, or, of a leaver, on the last day of work',
  gross_pay DECIMAL(18,2) COMMENT 'Salary earned: monthly salary * paid days / working days of the full month',
  provident_fund DECIMAL(18,2) COMMENT 'Employee\'s provident fund, deducted',
  employer_provident_fund DECIMAL(18,2) COMMENT 'Employer\'s provident fund, on top',
  employer_provident_fund_charges DECIMAL(18,2) COMMENT 'Employer\'s deposit-linked insurance (EDLI) and charges of the provident fund\'s administration, on top',
  state_insurance DECIMAL(18,2) COMMENT 'Employee\'s state insurance (ESI), deducted',
  employer_state_insurance DECIMAL(18,2) COMMENT 'Employer\'s state insurance (ESI), on top',
  professional_tax DECIMAL(18,2) COMMENT 'Professional tax of the state, deducted',
  labour_welfare_fund DECIMAL(18,2) COMMENT 'Employee\'s part of the labour welfare fund, deducted',
  employer_labour_welfare_fund DECIMAL(18,2) COMMENT 'Employer\'s part of the labour welfare fund, on top',
  income_tax DECIMAL(18,2) COMMENT 'Tax deducted at source (TDS)',
  leave_encashment DECIMAL(18,2) COMMENT 'Paid to a leaver for the leave that is left',
  net_pay DECIMAL(18,2) COMMENT 'Paid out: gross less the five deductions, and a leaver\'s leave',
  paid_on DATE COMMENT 'Day of the bank transfer',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'An employee\'s pay of a month'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE silver.department (
  department_id BIGINT NOT NULL COMMENT 'Department',
  department_code STRING NOT NULL COMMENT 'Department code, D-nn',
  department_name STRING NOT NULL COMMENT 'Department name',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'Departments'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'department_id',
  'delta.enableChangeDataFeed' = 'true'
);

CREATE OR REPLACE TABLE silver.employee (
  employee_id BIGINT NOT NULL COMMENT 'Employee',
  employee_no STRING NOT NULL COMMENT 'Employee number, E-nnnnn',
  employee_name STRING NOT NULL COMMENT 'Full name',
  department_id BIGINT NOT NULL COMMENT 'Department',
  designation STRING NOT NULL COMMENT 'Job title',
  gender STRING NOT NULL COMMENT 'Gender, as in the statutory register: female, male',
  pan STRING NOT NULL COMMENT 'Permanent account number',
  joined_on DATE NOT NULL COMMENT 'First working day',
  left_on DATE COMMENT 'Last working day; empty while employed',
  monthly_salary DECIMAL(18,2) NOT NULL COMMENT 'Gross salary of a full month when engaged, or when the books began; payroll has that of each month',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'Employees, past and present'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'employee_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.gender' = 'gender IN (\'female\', \'male\')',
  'delta.constraints.leaving' = 'left_on IS NULL OR left_on >= joined_on',
  'delta.constraints.monthly_salary' = 'monthly_salary >= 0'
);

CREATE OR REPLACE TABLE silver.attendance (
  attendance_id BIGINT NOT NULL COMMENT 'Attendance: employee_id * 100000 + days since 2020-01-01',
  employee_id BIGINT NOT NULL COMMENT 'Employee',
  attended_on DATE NOT NULL COMMENT 'Working day (Monday to Saturday, holidays left out)',
  status STRING NOT NULL COMMENT 'What the register says: present, half day, leave, maternity, absent',
  worked_minutes INT NOT NULL COMMENT 'Minutes worked; 0 unless present, for the whole day or half of it',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
CLUSTER BY (attended_on)
COMMENT 'A working day of an employee'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'attendance_id,attended_on',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.status' = 'status IN (\'present\', \'half day\', \'leave\', \'maternity\', \'absent\')',
  'delta.constraints.worked_minutes' = 'worked_minutes >= 0'
);

CREATE OR REPLACE TABLE silver.payroll (
  payroll_id BIGINT NOT NULL COMMENT 'Payroll: employee_id * 1000000 + period_id',
  employee_id BIGINT NOT NULL COMMENT 'Employee',
  period_id BIGINT NOT NULL COMMENT 'Month that is paid for',
  monthly_salary DECIMAL(18,2) NOT NULL COMMENT 'Gross salary of a full month, as agreed for this one',
  working_days INT NOT NULL COMMENT 'Working days of the month while employed; holidays are paid without being counted',
  paid_days INT NOT NULL COMMENT 'Working days present or on leave; maternity leave only above the limit of the state insurance, which pays it up to there',
  leave_balance DECIMAL(6,2) NOT NULL COMMENT 'Days of earned leave that are left at the month\'s end, or, of a leaver, on the last day of work',
  gross_pay DECIMAL(18,2) NOT NULL COMMENT 'Salary earned: monthly salary * paid days / working days of the full month',
  provident_fund DECIMAL(18,2) NOT NULL COMMENT 'Employee\'s provident fund, deducted',
  employer_provident_fund DECIMAL(18,2) NOT NULL COMMENT 'Employer\'s provident fund, on top',
  employer_provident_fund_charges DECIMAL(18,2) NOT NULL COMMENT 'Employer\'s deposit-linked insurance (EDLI) and charges of the provident fund\'s administration, on top',
  state_insurance DECIMAL(18,2) NOT NULL COMMENT 'Employee\'s state insurance (ESI), deducted',
  employer_state_insurance DECIMAL(18,2) NOT NULL COMMENT 'Employer\'s state insurance (ESI), on top',
  professional_tax DECIMAL(18,2) NOT NULL COMMENT 'Professional tax of the state, deducted',
  labour_welfare_fund DECIMAL(18,2) NOT NULL COMMENT 'Employee\'s part of the labour welfare fund, deducted',
  employer_labour_welfare_fund DECIMAL(18,2) NOT NULL COMMENT 'Employer\'s part of the labour welfare fund, on top',
  income_tax DECIMAL(18,2) NOT NULL COMMENT 'Tax deducted at source (TDS)',
  leave_encashment DECIMAL(18,2) NOT NULL COMMENT 'Paid to a leaver for the leave that is left',
  net_pay DECIMAL(18,2) NOT NULL COMMENT 'Paid out: gross less the five deductions, and a leaver\'s leave',
  paid_on DATE NOT NULL COMMENT 'Day of the bank transfer',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'An employee\'s pay of a month'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'payroll_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.days' = 'paid_days <= working_days',
  'delta.constraints.employer_labour_welfare_fund' = 'employer_labour_welfare_fund >= 0',
  'delta.constraints.employer_provident_fund' = 'employer_provident_fund >= 0',
  'delta.constraints.employer_provident_fund_charges' = 'employer_provident_fund_charges >= 0',
  'delta.constraints.employer_state_insurance' = 'employer_state_insurance >= 0',
  'delta.constraints.gross_pay' = 'gross_pay >= 0',
  'delta.constraints.income_tax' = 'income_tax >= 0',
  'delta.constraints.labour_welfare_fund' = 'labour_welfare_fund >= 0',
  'delta.constraints.leave_balance' = 'leave_balance >= 0',
  'delta.constraints.leave_encashment' = 'leave_encashment >= 0',
  'delta.constraints.monthly_salary' = 'monthly_salary >= 0',
  'delta.constraints.net' = 'net_pay = gross_pay - provident_fund - state_insurance - professional_tax - labour_welfare_fund - income_tax + leave_encashment',
  'delta.constraints.net_pay' = 'net_pay >= 0',
  'delta.constraints.paid_days' = 'paid_days >= 0',
  'delta.constraints.professional_tax' = 'professional_tax >= 0',
  'delta.constraints.provident_fund' = 'provident_fund >= 0',
  'delta.constraints.state_insurance' = 'state_insurance >= 0',
  'delta.constraints.working_days' = 'working_days >= 0'
);
