-- Housekeeping looks for pieces by their age, every hour of the year.
create index piece_at on payroll.piece (at);
