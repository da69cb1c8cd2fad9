-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- Azure SQL; run the scripts in the order of their numbers, on an empty database.

CREATE TABLE employees.department (
    department_id BIGINT NOT NULL,
    department_code NVARCHAR(20) NOT NULL,
    department_name NVARCHAR(60) NOT NULL,
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_department PRIMARY KEY (department_id),
    CONSTRAINT uq_department_department_code UNIQUE (department_code)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Departments', 'schema', employees, 'table', department;
GO
execute sp_addextendedproperty 'MS_Description', N'Department', 'schema', employees, 'table', department, 'column', department_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Department code, D-nn', 'schema', employees, 'table', department, 'column', department_code;
GO
execute sp_addextendedproperty 'MS_Description', N'Department name', 'schema', employees, 'table', department, 'column', department_name;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', employees, 'table', department, 'column', modified_at;
GO
CREATE TABLE employees.employee (
    employee_id BIGINT NOT NULL,
    employee_no NVARCHAR(20) NOT NULL,
    employee_name NVARCHAR(100) NOT NULL,
    department_id BIGINT NOT NULL,
    designation NVARCHAR(60) NOT NULL,
    gender NVARCHAR(10) NOT NULL CONSTRAINT ck_employee_gender CHECK (gender IN ('female', 'male')),
    pan NVARCHAR(10) NOT NULL,
    joined_on DATE NOT NULL,
    left_on DATE NULL,
    monthly_salary NUMERIC(18, 2) NOT NULL CONSTRAINT ck_employee_monthly_salary CHECK (monthly_salary >= 0),
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_employee PRIMARY KEY (employee_id),
    CONSTRAINT ck_employee_leaving CHECK (left_on IS NULL OR left_on >= joined_on),
    CONSTRAINT uq_employee_employee_no UNIQUE (employee_no)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Employees, past and present', 'schema', employees, 'table', employee;
GO
execute sp_addextendedproperty 'MS_Description', N'Employee', 'schema', employees, 'table', employee, 'column', employee_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Employee number, E-nnnnn', 'schema', employees, 'table', employee, 'column', employee_no;
GO
execute sp_addextendedproperty 'MS_Description', N'Full name', 'schema', employees, 'table', employee, 'column', employee_name;
GO
execute sp_addextendedproperty 'MS_Description', N'Department', 'schema', employees, 'table', employee, 'column', department_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Job title', 'schema', employees, 'table', employee, 'column', designation;
GO
execute sp_addextendedproperty 'MS_Description', N'Gender, as in the statutory register: female, male', 'schema', employees, 'table', employee, 'column', gender;
GO
execute sp_addextendedproperty 'MS_Description', N'Permanent account number', 'schema', employees, 'table', employee, 'column', pan;
GO
execute sp_addextendedproperty 'MS_Description', N'First working day', 'schema', employees, 'table', employee, 'column', joined_on;
GO
execute sp_addextendedproperty 'MS_Description', N'Last working day; empty while employed', 'schema', employees, 'table', employee, 'column', left_on;
GO
execute sp_addextendedproperty 'MS_Description', N'Gross salary of a full month when engaged, or when the books began; payroll has that of each month', 'schema', employees, 'table', employee, 'column', monthly_salary;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', employees, 'table', employee, 'column', modified_at;
GO
CREATE TABLE employees.attendance (
    attendance_id BIGINT NOT NULL,
    employee_id BIGINT NOT NULL,
    attended_on DATE NOT NULL,
    status NVARCHAR(10) NOT NULL CONSTRAINT ck_attendance_status CHECK (status IN ('present', 'half day', 'leave', 'maternity', 'absent')),
    worked_minutes INTEGER NOT NULL CONSTRAINT ck_attendance_worked_minutes CHECK (worked_minutes >= 0),
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_attendance PRIMARY KEY (attendance_id),
    CONSTRAINT uq_attendance_employee_id UNIQUE (employee_id, attended_on)
);
GO
execute sp_addextendedproperty 'MS_Description', N'A working day of an employee', 'schema', employees, 'table', attendance;
GO
execute sp_addextendedproperty 'MS_Description', N'Attendance: employee_id * 100000 + days since 2020-01-01', 'schema', employees, 'table', attendance, 'column', attendance_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Employee', 'schema', employees, 'table', attendance, 'column', employee_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Working day (Monday to Saturday, holidays left out)', 'schema', employees, 'table', attendance, 'column', attended_on;
GO
execute sp_addextendedproperty 'MS_Description', N'What the register says: present, half day, leave, maternity, absent', 'schema', employees, 'table', attendance, 'column', status;
GO
execute sp_addextendedproperty 'MS_Description', N'Minutes worked; 0 unless present, for the whole day or half of it', 'schema', employees, 'table', attendance, 'column', worked_minutes;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', employees, 'table', attendance, 'column', modified_at;
GO
CREATE TABLE employees.payroll (
    payroll_id BIGINT NOT NULL,
    employee_id BIGINT NOT NULL,
    period_id BIGINT NOT NULL,
    monthly_salary NUMERIC(18, 2) NOT NULL CONSTRAINT ck_payroll_monthly_salary CHECK (monthly_salary >= 0),
    working_days INTEGER NOT NULL CONSTRAINT ck_payroll_working_days CHECK (working_days >= 0),
    paid_days INTEGER NOT NULL CONSTRAINT ck_payroll_paid_days CHECK (paid_days >= 0),
    leave_balance NUMERIC(6, 2) NOT NULL CONSTRAINT ck_payroll_leave_balance CHECK (leave_balance >= 0),
    gross_pay NUMERIC(18, 2) NOT NULL CONSTRAINT ck_payroll_gross_pay CHECK (gross_pay >= 0),
    provident_fund NUMERIC(18, 2) NOT NULL CONSTRAINT ck_payroll_provident_fund CHECK (provident_fund >= 0),
    employer_provident_fund NUMERIC(18, 2) NOT NULL CONSTRAINT ck_payroll_employer_provident_fund CHECK (employer_provident_fund >= 0),
    employer_provident_fund_charges NUMERIC(18, 2) NOT NULL CONSTRAINT ck_payroll_employer_provident_fund_charges CHECK (employer_provident_fund_charges >= 0),
    state_insurance NUMERIC(18, 2) NOT NULL CONSTRAINT ck_payroll_state_insurance CHECK (state_insurance >= 0),
    employer_state_insurance NUMERIC(18, 2) NOT NULL CONSTRAINT ck_payroll_employer_state_insurance CHECK (employer_state_insurance >= 0),
    professional_tax NUMERIC(18, 2) NOT NULL CONSTRAINT ck_payroll_professional_tax CHECK (professional_tax >= 0),
    labour_welfare_fund NUMERIC(18, 2) NOT NULL CONSTRAINT ck_payroll_labour_welfare_fund CHECK (labour_welfare_fund >= 0),
    employer_labour_welfare_fund NUMERIC(18, 2) NOT NULL CONSTRAINT ck_payroll_employer_labour_welfare_fund CHECK (employer_labour_welfare_fund >= 0),
    income_tax NUMERIC(18, 2) NOT NULL CONSTRAINT ck_payroll_income_tax CHECK (income_tax >= 0),
    leave_encashment NUMERIC(18, 2) NOT NULL CONSTRAINT ck_payroll_leave_encashment CHECK (leave_encashment >= 0),
    net_pay NUMERIC(18, 2) NOT NULL CONSTRAINT ck_payroll_net_pay CHECK (net_pay >= 0),
    paid_on DATE NOT NULL,
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_payroll PRIMARY KEY (payroll_id),
    CONSTRAINT ck_payroll_days CHECK (paid_days <= working_days),
    CONSTRAINT ck_payroll_net CHECK (net_pay = gross_pay - provident_fund - state_insurance - professional_tax - labour_welfare_fund - income_tax + leave_encashment),
    CONSTRAINT uq_payroll_employee_id UNIQUE (employee_id, period_id)
);
GO
execute sp_addextendedproperty 'MS_Description', N'An employee''s pay of a month', 'schema', employees, 'table', payroll;
GO
execute sp_addextendedproperty 'MS_Description', N'Payroll: employee_id * 1000000 + period_id', 'schema', employees, 'table', payroll, 'column', payroll_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Employee', 'schema', employees, 'table', payroll, 'column', employee_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Month that is paid for', 'schema', employees, 'table', payroll, 'column', period_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Gross salary of a full month, as agreed for this one', 'schema', employees, 'table', payroll, 'column', monthly_salary;
GO
execute sp_addextendedproperty 'MS_Description', N'Working days of the month while employed; holidays are paid without being counted', 'schema', employees, 'table', payroll, 'column', working_days;
GO
execute sp_addextendedproperty 'MS_Description', N'Working days present or on leave; maternity leave only above the limit of the state insurance, which pays it up to there', 'schema', employees, 'table', payroll, 'column', paid_days;
GO
execute sp_addextendedproperty 'MS_Description', N'Days of earned leave that are left at the month''s end, or, of a leaver, on the last day of work', 'schema', employees, 'table', payroll, 'column', leave_balance;
GO
execute sp_addextendedproperty 'MS_Description', N'Salary earned: monthly salary * paid days / working days of the full month', 'schema', employees, 'table', payroll, 'column', gross_pay;
GO
execute sp_addextendedproperty 'MS_Description', N'Employee''s provident fund, deducted', 'schema', employees, 'table', payroll, 'column', provident_fund;
GO
execute sp_addextendedproperty 'MS_Description', N'Employer''s provident fund, on top', 'schema', employees, 'table', payroll, 'column', employer_provident_fund;
GO
execute sp_addextendedproperty 'MS_Description', N'Employer''s deposit-linked insurance (EDLI) and charges of the provident fund''s administration, on top', 'schema', employees, 'table', payroll, 'column', employer_provident_fund_charges;
GO
execute sp_addextendedproperty 'MS_Description', N'Employee''s state insurance (ESI), deducted', 'schema', employees, 'table', payroll, 'column', state_insurance;
GO
execute sp_addextendedproperty 'MS_Description', N'Employer''s state insurance (ESI), on top', 'schema', employees, 'table', payroll, 'column', employer_state_insurance;
GO
execute sp_addextendedproperty 'MS_Description', N'Professional tax of the state, deducted', 'schema', employees, 'table', payroll, 'column', professional_tax;
GO
execute sp_addextendedproperty 'MS_Description', N'Employee''s part of the labour welfare fund, deducted', 'schema', employees, 'table', payroll, 'column', labour_welfare_fund;
GO
execute sp_addextendedproperty 'MS_Description', N'Employer''s part of the labour welfare fund, on top', 'schema', employees, 'table', payroll, 'column', employer_labour_welfare_fund;
GO
execute sp_addextendedproperty 'MS_Description', N'Tax deducted at source (TDS)', 'schema', employees, 'table', payroll, 'column', income_tax;
GO
execute sp_addextendedproperty 'MS_Description', N'Paid to a leaver for the leave that is left', 'schema', employees, 'table', payroll, 'column', leave_encashment;
GO
execute sp_addextendedproperty 'MS_Description', N'Paid out: gross less the five deductions, and a leaver''s leave', 'schema', employees, 'table', payroll, 'column', net_pay;
GO
execute sp_addextendedproperty 'MS_Description', N'Day of the bank transfer', 'schema', employees, 'table', payroll, 'column', paid_on;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', employees, 'table', payroll, 'column', modified_at;
GO
