-- A user for gateways, which find the silos in the database and see no project there. After the first silo or `migrate up` made
-- the tables, as a user who may create users: psql -h <server> -U postgres -d aidev -f deploy/gateway-user.sql, then give it a
-- password with \password aidev_gateway. Does no harm when it is run again.
do $$
begin
    create user aidev_gateway; -- without a password nobody can sign in as it yet
exception when duplicate_object then
    null;
end
$$;
grant usage on schema public to aidev_gateway;
grant select on orleansquery, orleans_members to aidev_gateway;
