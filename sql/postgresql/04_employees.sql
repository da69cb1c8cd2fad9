-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- PostgreSQL; run the scripts in the order of their numbers, on an empty database.

CREATE TABLE employees.department (
    department_id BIGINT NOT NULL,
    department_code VARCHAR(20) NOT NULL,
    department_name VARCHAR(60) NOT NULL,
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_department PRIMARY KEY (department_id),
    CONSTRAINT uq_department_department_code UNIQUE (department_code)
);
COMMENT ON TABLE employees.department IS 'Departments';
COMMENT ON COLUMN employees.department.department_id IS 'Department';
COMMENT ON COLUMN employees.department.department_code IS 'Department code, D-nn';
COMMENT ON COLUMN employees.department.department_name IS 'Department name';
COMMENT ON COLUMN employees.department.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE employees.employee (
    employee_id BIGINT NOT NULL,
    employee_no VARCHAR(20) NOT NULL,
    employee_name VARCHAR(100) NOT NULL,
    department_id BIGINT NOT NULL,
    designation VARCHAR(60) NOT NULL,
    gender VARCHAR(10) NOT NULL CONSTRAINT ck_employee_gender CHECK (gender IN ('female', 'male')),
    pan VARCHAR(10) NOT NULL,
    joined_on DATE NOT NULL,
    left_on DATE,
    monthly_salary NUMERIC(18, 2) NOT NULL CONSTRAINT ck_employee_monthly_salary CHECK (monthly_salary >= 0),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_employee PRIMARY KEY (employee_id),
    CONSTRAINT ck_employee_leaving CHECK (left_on IS NULL OR left_on >= joined_on),
    CONSTRAINT uq_employee_employee_no UNIQUE (employee_no)
);
COMMENT ON TABLE employees.employee IS 'Employees, past and present';
COMMENT ON COLUMN employees.employee.employee_id IS 'Employee';
COMMENT ON COLUMN employees.employee.employee_no IS 'Employee number, E-nnnnn';
COMMENT ON COLUMN employees.employee.employee_name IS 'Full name';
COMMENT ON COLUMN employees.employee.department_id IS 'Department';
COMMENT ON COLUMN employees.employee.designation IS 'Job title';
COMMENT ON COLUMN employees.employee.gender IS 'Gender, as in the statutory register: female, male';
COMMENT ON COLUMN employees.employee.pan IS 'Permanent account number';
COMMENT ON COLUMN employees.employee.joined_on IS 'First working day';
COMMENT ON COLUMN employees.employee.left_on IS 'Last working day; empty while employed';
COMMENT ON COLUMN employees.employee.monthly_salary IS 'Gross salary of a full month when engaged, or when the books began; payroll has that of each month';
COMMENT ON COLUMN employees.employee.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE employees.attendance (
    attendance_id BIGINT NOT NULL,
    employee_id BIGINT NOT NULL,
    attended_on DATE NOT NULL,
    status VARCHAR(10) NOT NULL CONSTRAINT ck_attendance_status CHECK (status IN ('present', 'half day', 'leave', 'maternity', 'absent')),
    worked_minutes INTEGER NOT NULL CONSTRAINT ck_attendance_worked_minutes CHECK (worked_minutes >= 0),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_attendance PRIMARY KEY (attendance_id),
    CONSTRAINT uq_attendance_employee_id UNIQUE (employee_id, attended_on)
);
COMMENT ON TABLE employees.attendance IS 'A working day of an employee';
COMMENT ON COLUMN employees.attendance.attendance_id IS 'Attendance: employee_id * 100000 + days since 2020-01-01';
COMMENT ON COLUMN employees.attendance.employee_id IS 'Employee';
COMMENT ON COLUMN employees.attendance.attended_on IS 'Working day (Monday to Saturday, holidays left out)';
COMMENT ON COLUMN employees.attendance.status IS 'What the register says: present, half day, leave, maternity, absent';
COMMENT ON COLUMN employees.attendance.worked_minutes IS 'Minutes worked; 0 unless present, for the whole day or half of it';
COMMENT ON COLUMN employees.attendance.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
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
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_payroll PRIMARY KEY (payroll_id),
    CONSTRAINT ck_payroll_days CHECK (paid_days <= working_days),
    CONSTRAINT ck_payroll_net CHECK (net_pay = gross_pay - provident_fund - state_insurance - professional_tax - labour_welfare_fund - income_tax + leave_encashment),
    CONSTRAINT uq_payroll_employee_id UNIQUE (employee_id, period_id)
);
COMMENT ON TABLE employees.payroll IS 'An employee''s pay of a month';
COMMENT ON COLUMN employees.payroll.payroll_id IS 'Payroll: employee_id * 1000000 + period_id';
COMMENT ON COLUMN employees.payroll.employee_id IS 'Employee';
COMMENT ON COLUMN employees.payroll.period_id IS 'Month that is paid for';
COMMENT ON COLUMN employees.payroll.monthly_salary IS 'Gross salary of a full month, as agreed for this one';
COMMENT ON COLUMN employees.payroll.working_days IS 'Working days of the month while employed; holidays are paid without being counted';
COMMENT ON COLUMN employees.payroll.paid_days IS 'Working days present or on leave; maternity leave only above the limit of the state insurance, which pays it up to there';
COMMENT ON COLUMN employees.payroll.leave_balance IS 'Days of earned leave that are left at the month''s end, or, of a leaver, on the last day of work';
COMMENT ON COLUMN employees.payroll.gross_pay IS 'Salary earned: monthly salary * paid days / working days of the full month';
COMMENT ON COLUMN employees.payroll.provident_fund IS 'Employee''s provident fund, deducted';
COMMENT ON COLUMN employees.payroll.employer_provident_fund IS 'Employer''s provident fund, on top';
COMMENT ON COLUMN employees.payroll.employer_provident_fund_charges IS 'Employer''s deposit-linked insurance (EDLI) and charges of the provident fund''s administration, on top';
COMMENT ON COLUMN employees.payroll.state_insurance IS 'Employee''s state insurance (ESI), deducted';
COMMENT ON COLUMN employees.payroll.employer_state_insurance IS 'Employer''s state insurance (ESI), on top';
COMMENT ON COLUMN employees.payroll.professional_tax IS 'Professional tax of the state, deducted';
COMMENT ON COLUMN employees.payroll.labour_welfare_fund IS 'Employee''s part of the labour welfare fund, deducted';
COMMENT ON COLUMN employees.payroll.employer_labour_welfare_fund IS 'Employer''s part of the labour welfare fund, on top';
COMMENT ON COLUMN employees.payroll.income_tax IS 'Tax deducted at source (TDS)';
COMMENT ON COLUMN employees.payroll.leave_encashment IS 'Paid to a leaver for the leave that is left';
COMMENT ON COLUMN employees.payroll.net_pay IS 'Paid out: gross less the five deductions, and a leaver''s leave';
COMMENT ON COLUMN employees.payroll.paid_on IS 'Day of the bank transfer';
COMMENT ON COLUMN employees.payroll.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
