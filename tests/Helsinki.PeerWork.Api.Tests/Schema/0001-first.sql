create table steps (n int);
