-- With PostgreSQL many processes take updates in: one sequence numbers them all, so that wrong clocks cannot reorder them.
-- It begins above the numbers that were given before, which were nanoseconds of a clock, until the year 2033.

-- only: postgresql
CREATE SEQUENCE inbox_arrival AS BIGINT START WITH 2000000000000000000;
